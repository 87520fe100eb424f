/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification.DidChangeHoldState;
import org.sipsimple.api.session.SessionNotification.DidEnd;
import org.sipsimple.api.session.SessionNotification.DidStart;
import org.sipsimple.api.session.SessionNotification.TransferDidEnd;
import org.sipsimple.api.session.SessionNotification.TransferDidStart;
import org.sipsimple.api.session.SessionNotification.TransferNewIncoming;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.Linphone;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls with linphone through Kamailio, and transfers with linphone and baresip in all three parts. */
class LinphoneIT {
    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    @TempDir
    static Path sounds;

    private static Path sound;
    private Phone phone;
    private Account alice;

    @BeforeAll
    static void makeSound() {
        sound = sounds.resolve("tone.wav");
        PeerProcess.run(
                "sox",
                sounds,
                List.of(
                        "sox",
                        "-n",
                        "-r",
                        "16000",
                        "-c",
                        "1",
                        "-b",
                        "16",
                        sound.toString(),
                        "synth",
                        "60",
                        "sine",
                        "440"));
    }

    @BeforeEach
    void start() throws InterruptedException {
        phone = new Phone(KAMAILIO);
        alice = phone.register("alice", "udp", SrtpPolicy.DISABLED);
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static SipUri address(String user) {
        return SipUri.of(user, KamailioExtension.DOMAIN);
    }

    @Test
    void holdsAndIsHeldAndHangsUp() throws IOException, InterruptedException {
        try (Linphone dave = Linphone.start(KAMAILIO, "dave", sound)) {
            Call call = phone.dial(alice, dave.uri());
            call.await(DidStart.class);
            call.session.hold().toCompletableFuture().join();
            assertHold(call, Originator.LOCAL, true);
            dave.awaitTrace("a=sendonly[\\s\\S]*a=recvonly");
            call.session.unhold().toCompletableFuture().join();
            assertHold(call, Originator.LOCAL, false);
            dave.command("pause");
            assertHold(call, Originator.REMOTE, true);
            // it takes no resume before it has our answer
            dave.awaitTrace("Call\\w*Paused\\b");
            dave.command("resume");
            assertHold(call, Originator.REMOTE, false);
            assertThat(call.rtp().statistics().receivedPackets()).isPositive();
            call.end();
        }
    }

    private static void assertHold(Call call, Originator originator, boolean onHold) throws InterruptedException {
        DidChangeHoldState change = call.await(DidChangeHoldState.class);
        assertThat(change.originator()).isEqualTo(originator);
        assertThat(change.onHold()).isEqualTo(onHold);
    }

    @Test
    void isCalled() throws IOException, InterruptedException {
        try (Linphone dave = Linphone.start(KAMAILIO, "dave", sound)) {
            dave.command("call sip:alice@" + KamailioExtension.DOMAIN);
            Call call = phone.awaitCall();
            call.accept();
            call.await(DidStart.class);
            assertThat(call.session.remoteUserAgent().orElseThrow()).containsIgnoringCase("linphone");
            dave.command("terminate");
            assertThat(call.await(DidEnd.class).originator()).isEqualTo(Originator.REMOTE);
        }
    }

    @Test
    void sendsThePeerToSomebodyElse() throws IOException, InterruptedException {
        try (Linphone dave = Linphone.start(KAMAILIO, "dave", sound);
                Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(sound)) {
            Call call = phone.dial(alice, dave.uri());
            call.await(DidStart.class);
            call.session.transfer(address("bob"));
            call.await(TransferDidStart.class);
            call.await(TransferDidEnd.class);
            call.await(DidEnd.class);
            bob.awaitEvent("CALL_ESTABLISHED");
        }
    }

    @Test
    void isSentToSomebodyElse() throws IOException, InterruptedException {
        try (Linphone dave = Linphone.start(KAMAILIO, "dave", sound);
                Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(sound)) {
            Call call = phone.dial(alice, dave.uri());
            call.await(DidStart.class);
            dave.command("transfer sip:bob@" + KamailioExtension.DOMAIN);
            assertThat(call.await(TransferNewIncoming.class).transfer().destination())
                    .isEqualTo(address("bob"));
            call.session.acceptTransfer();
            call.await(TransferDidEnd.class);
            bob.awaitEvent("CALL_ESTABLISHED");
            call.await(DidEnd.class);
        }
    }

    /** Alice talks with dave and with carol, and connects the two: dave's INVITE to carol has a Replaces. */
    @Test
    void connectsTwoWhomItTalksTo() throws IOException, InterruptedException {
        phone.register("carol", "udp", SrtpPolicy.DISABLED);
        try (Linphone dave = Linphone.start(KAMAILIO, "dave", sound)) {
            Call toCarol = phone.dial(alice, "sip:carol@" + KamailioExtension.DOMAIN);
            Call atCarol = phone.awaitCall();
            atCarol.accept();
            toCarol.await(DidStart.class);
            atCarol.await(DidStart.class);
            Call toDave = phone.dial(alice, dave.uri());
            toDave.await(DidStart.class);

            toDave.session.transfer(address("carol"), toCarol.session);
            Call fromDave = phone.awaitCall();
            assertThat(fromDave.session.replacedSession()).containsSame(atCarol.session);
            fromDave.accept();
            fromDave.await(DidStart.class);
            atCarol.await(DidEnd.class);
            toCarol.await(DidEnd.class);
            toDave.await(TransferDidEnd.class);
            toDave.await(DidEnd.class);
            assertThat(fromDave.session.state()).isEqualTo(Session.State.CONNECTED);
            fromDave.end();
        }
    }
}
