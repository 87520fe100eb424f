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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.cli.speech.Recording;
import org.sipsimple.cli.speech.Similarity;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls with baresip through Kamailio. */
class BaresipIT {
    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension();

    /** Other speech stays below 0.5, the same one through a codec is above 0.9; a lost packet or two are allowed. */
    private static final double SAME = 0.8;

    @TempDir
    static Path speeches;

    private static Path ours;
    private static Path theirs;
    private static Path theirsForLong;

    private Phone phone;

    @TempDir
    Path folder;

    @BeforeAll
    static void speak() {
        // theirs begins with the call and so before our recording does: the silence in front is for that
        ours = speech("ours", "Here is the caller. The quick brown fox jumps over the lazy dog.", "0", "3");
        theirs = speech("theirs", "And this is the other side. Pack my box with jugs.", "3", "0.5");
        // baresip hangs up at the end of its file
        theirsForLong = speeches.resolve("theirs-for-long.wav");
        PeerProcess.run("sox", speeches, List.of("sox", theirs.toString(), theirsForLong.toString(), "repeat", "20"));
    }

    private static Path speech(String name, String text, String silenceBefore, String silenceBehind) {
        Path raw = speeches.resolve(name + "-raw.wav");
        Path wav = speeches.resolve(name + ".wav");
        PeerProcess.run("espeak-ng", speeches, List.of("espeak-ng", "-v", "en", "-w", raw.toString(), text));
        PeerProcess.run(
                "sox",
                speeches,
                List.of(
                        "sox",
                        raw.toString(),
                        "-r",
                        "16000",
                        "-c",
                        "1",
                        "-b",
                        "16",
                        wav.toString(),
                        "pad",
                        silenceBefore,
                        silenceBehind));
        return wav;
    }

    @BeforeEach
    void start() {
        phone = new Phone(KAMAILIO);
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @ParameterizedTest
    @CsvSource({"udp, opus/48000/2", "tls, G722/16000/1", "udp, PCMU/8000/1"})
    void callsAndBothHearTheOther(String transport, String codec)
            throws IOException, InterruptedException, SipCoreException {
        Account alice = phone.register("alice", transport, SrtpPolicy.OPTIONAL);
        phone.register("carol", transport, SrtpPolicy.OPTIONAL);
        try (Baresip bob =
                Baresip.of(KAMAILIO, "bob").transport(transport).codecs(codec).speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            assertThat(call.rtp().codec().orElseThrow()).isEqualToIgnoringCase(codec.replaceFirst("/.*", ""));
            assertBothHear(call, bob, () -> {
                call.end();
                bob.awaitEvent("CALL_CLOSED");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tls"})
    void isCalledAndBothHearTheOther(String transport) throws IOException, InterruptedException, SipCoreException {
        phone.register("alice", transport, SrtpPolicy.OPTIONAL);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").transport(transport).speaking(theirsForLong)) {
            bob.dial("sip:alice@" + KamailioExtension.DOMAIN);
            Call call = phone.awaitCall();
            call.accept();
            call.await(SessionNotification.DidStart.class);
            bob.awaitEvent("CALL_ESTABLISHED");
            assertBothHear(call, bob, () -> {
                bob.hangUp();
                assertThat(call.await(SessionNotification.DidEnd.class).originator())
                        .isEqualTo(Originator.REMOTE);
            });
        }
    }

    @Test
    void mandatorySrtpEncryptsBothWays() throws IOException, InterruptedException, SipCoreException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.MANDATORY);
        try (Baresip bob =
                Baresip.of(KAMAILIO, "bob").mediaEncryption("srtp-mand").speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            assertThat(call.rtp().srtpActive()).isTrue();
            assertThat(call.rtp().srtpSuite().orElseThrow()).startsWith("AES_CM_128_HMAC_SHA1_");
            assertBothHear(call, bob, () -> {
                call.end();
                bob.awaitEvent("CALL_CLOSED");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MANDATORY", "DTLS"})
    void mandatorySrtpRefusesPeersWithoutIt(SrtpPolicy policy) throws IOException, InterruptedException {
        Account alice = phone.register("alice", "udp", policy);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(theirsForLong)) {
            Call out = phone.dial(alice, bob.uri());
            SessionNotification.DidFail refused = out.await(SessionNotification.DidFail.class);
            assertThat(refused.code()).isEqualTo(488);
            bob.awaitEvent("CALL_CLOSED");
            bob.dial("sip:alice@" + KamailioExtension.DOMAIN);
            assertThat(bob.awaitEvent("CALL_CLOSED")).contains("488");
            assertThat(phone.isCalled()).isFalse();
        }
    }

    @Test
    void dtlsSrtpEncryptsBothWaysAndOutlivesHolds() throws IOException, InterruptedException, SipCoreException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.DTLS);
        try (Baresip bob =
                Baresip.of(KAMAILIO, "bob").mediaEncryption("dtls_srtp").speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            call.awaitKeys();
            assertThat(call.rtp().srtpSuite().orElseThrow()).startsWith("AES_CM_128_HMAC_SHA1_");
            Path before = folder.resolve("before.wav");
            call.converse(ours, before);
            call.session.hold().toCompletableFuture().join();
            call.await(SessionNotification.DidChangeHoldState.class);
            call.session.unhold().toCompletableFuture().join();
            call.await(SessionNotification.DidChangeHoldState.class);
            bob.hold();
            assertThat(call.await(SessionNotification.DidChangeHoldState.class).onHold())
                    .isTrue();
            bob.resume();
            assertThat(call.await(SessionNotification.DidChangeHoldState.class).onHold())
                    .isFalse();
            assertThat(call.rtp().srtpActive()).isTrue();
            // what can't be decrypted is not counted
            long received = call.rtp().statistics().receivedPackets();
            call.converse(ours, folder.resolve("after.wav"));
            assertThat(call.rtp().statistics().receivedPackets()).isGreaterThan(received + 100);
            call.stream.facet(Dtmf.class).orElseThrow().sendDtmf('5');
            assertThat(bob.awaitKey()).isEqualTo('5');
            call.end();
            bob.awaitEvent("CALL_CLOSED");
            assertHeard(theirs, before);
            assertHeard(ours, bob.recordings().get(0));
        }
    }

    @Test
    void dtlsSrtpIsTakenFromPeersByDefault() throws IOException, InterruptedException, SipCoreException {
        phone.register("alice", "udp", SrtpPolicy.OPTIONAL);
        try (Baresip bob =
                Baresip.of(KAMAILIO, "bob").mediaEncryption("dtls_srtp").speaking(theirsForLong)) {
            bob.dial("sip:alice@" + KamailioExtension.DOMAIN);
            Call call = phone.awaitCall();
            call.accept();
            call.await(SessionNotification.DidStart.class);
            call.awaitKeys();
            assertThat(call.rtp().srtpSuite().orElseThrow()).startsWith("AES_CM_128_HMAC_SHA1_");
            Path heard = folder.resolve("heard.wav");
            call.converse(ours, heard);
            call.end();
            bob.awaitEvent("CALL_CLOSED");
            assertHeard(theirs, heard);
            assertHeard(ours, bob.recordings().get(0));
        }
    }

    @Test
    void holdIsSeenByTheOtherSideAndBack() throws IOException, InterruptedException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.OPTIONAL);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            bob.awaitEvent("CALL_ESTABLISHED");
            call.session.hold().toCompletableFuture().join();
            assertThat(bob.awaitEvent("CALL_REMOTE_SDP")).contains("offer");
            bob.awaitLog("a=sendonly[\\s\\S]*a=recvonly");
            SessionNotification.DidChangeHoldState held = call.await(SessionNotification.DidChangeHoldState.class);
            assertThat(held.onHold()).isTrue();
            assertThat(held.originator()).isEqualTo(Originator.LOCAL);
            call.session.unhold().toCompletableFuture().join();
            assertThat(call.await(SessionNotification.DidChangeHoldState.class).onHold())
                    .isFalse();
            bob.hold();
            SessionNotification.DidChangeHoldState theirHold = call.await(SessionNotification.DidChangeHoldState.class);
            assertThat(theirHold.onHold()).isTrue();
            assertThat(theirHold.originator()).isEqualTo(Originator.REMOTE);
            bob.resume();
            assertThat(call.await(SessionNotification.DidChangeHoldState.class).onHold())
                    .isFalse();
            call.end();
        }
    }

    @Test
    void sendsThePeerToSomebodyElse() throws IOException, InterruptedException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.DISABLED);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").speaking(theirsForLong);
                Baresip dave = Baresip.of(KAMAILIO, "dave").speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.DidStart.class);
            call.session.transfer(SipUri.parse(dave.uri()));
            call.await(SessionNotification.TransferDidStart.class);
            call.await(SessionNotification.TransferDidEnd.class);
            dave.awaitEvent("CALL_ESTABLISHED");
            call.await(SessionNotification.DidEnd.class);
        }
    }

    @Test
    void cancelsBeforeTheAnswer() throws IOException, InterruptedException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.OPTIONAL);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").answersManually().speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.GotRingIndication.class);
            bob.awaitEvent("CALL_INCOMING");
            call.end();
            assertThat(call.await(SessionNotification.DidFail.class).code()).isEqualTo(487);
            bob.awaitEvent("CALL_CLOSED");
        }
    }

    @Test
    void tellsBusyBothWays() throws IOException, InterruptedException {
        Account alice = phone.register("alice", "udp", SrtpPolicy.OPTIONAL);
        try (Baresip bob = Baresip.of(KAMAILIO, "bob").answersManually().speaking(theirsForLong)) {
            Call call = phone.dial(alice, bob.uri());
            call.await(SessionNotification.GotRingIndication.class);
            bob.hangUp();
            SessionNotification.DidFail busy = call.await(SessionNotification.DidFail.class);
            assertThat(busy.code()).isEqualTo(486);
            assertThat(busy.originator()).isEqualTo(Originator.REMOTE);
            bob.awaitEvent("CALL_CLOSED");
            bob.dial("sip:alice@" + KamailioExtension.DOMAIN);
            phone.awaitCall().session.reject(486, null);
            assertThat(bob.awaitEvent("CALL_CLOSED")).contains("486");
        }
    }

    /** How a call is ended. */
    private interface Ending {
        void run() throws IOException, InterruptedException;
    }

    /** Lets both speak, ends the call and compares. */
    private void assertBothHear(Call call, Baresip bob, Ending ending)
            throws IOException, InterruptedException, SipCoreException {
        Path heard = folder.resolve("heard.wav");
        call.converse(ours, heard);
        ending.run();
        assertHeard(theirs, heard);
        assertHeard(ours, bob.recordings().get(0));
    }

    private static void assertHeard(Path spoken, Path heard) throws IOException {
        double similarity = Similarity.of(Recording.read(spoken), Recording.read(heard));
        System.out.printf("%s as heard in %s: %.3f%n", spoken.getFileName(), heard.getFileName(), similarity);
        assertThat(similarity)
                .as("similarity of %s and %s", spoken.getFileName(), heard)
                .isGreaterThan(SAME);
    }
}
