/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineNotification.SipTrace;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.InvitationNotification.MissingAck;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls with a peer that is not ours. */
@Timeout(90)
class SippCallTest {
    private static EngineHarness harness;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static CallEnd call(Sipp callee, @Nullable SdpSession sdp, @Nullable Credentials credentials) {
        CallEnd caller = harness.newCall();
        caller.invite(
                SipUri.of("sipp", "127.0.0.1").withPort(callee.port()),
                harness.route(Transport.UDP, callee.port()),
                ContactHeader.of(SipUri.of("alice", "127.0.0.1").withPort(harness.port(Transport.UDP))),
                sdp,
                credentials,
                CallEnd.TIMEOUT);
        return caller;
    }

    private static CallEnd call(Sipp callee) {
        return call(callee, CallEnd.sdp(40_000, "sendrecv"), null);
    }

    private static void end(CallEnd call) {
        call.call.end(List.of(), CallEnd.TIMEOUT);
        call.await(State.DISCONNECTED);
    }

    @Test
    void callsAndEnds() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_basic")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            assertThat(call.states()).containsExactly("OUTGOING 0", "EARLY 180", "CONNECTING 200", "CONNECTED 200");
            assertThat(call.call.remoteContact().orElseThrow().uri().user()).isEqualTo("sipp");
            // of the codecs that both know the answer keeps one, and telephone-event
            assertThat(call.call.sdp().activeLocal().media().get(0).formats()).containsExactly("0", "101");
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void answersAndIsEnded() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_basic", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(180);
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.CONNECTED);
            ChangedState bye = call.await(State.DISCONNECTED);
            assertThat(bye.originator()).isEqualTo(Originator.REMOTE);
            sipp.expectSuccess();
        }
    }

    @Test
    void busy() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_busy")) {
            assertThat(call(sipp).await(State.DISCONNECTED).code()).isEqualTo(486);
            sipp.expectSuccess();
        }
    }

    @Test
    void refusedWithAWarning() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_488")) {
            ChangedState refused = call(sipp).await(State.DISCONNECTED);
            assertThat(refused.code()).isEqualTo(488);
            assertThat(refused.message().headers().first("Warning").orElseThrow())
                    .contains("Incompatible");
            sipp.expectSuccess();
        }
    }

    @Test
    void aRedirectionIsHandedUpWithItsContacts() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_302")) {
            CallEnd call = call(sipp);
            ChangedState moved = call.await(State.DISCONNECTED);
            assertThat(moved.code()).isEqualTo(302);
            assertThat(moved.message().headers().contacts().get(0).uri()).hasToString("sip:carol@127.0.0.1");
            assertThat(call.call.remoteContact()).isEmpty();
            sipp.expectSuccess();
        }
    }

    @Test
    void cancelsWhileItRings() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_cancel")) {
            CallEnd call = call(sipp);
            call.await(State.EARLY);
            call.call.end(List.of(), CallEnd.TIMEOUT);
            assertThat(call.await(State.DISCONNECTED).code()).isEqualTo(487);
            assertThat(call.states()).containsExactly("OUTGOING 0", "EARLY 180", "DISCONNECTING 0", "DISCONNECTED 487");
            sipp.expectSuccess();
        }
    }

    @Test
    void isCancelledWhileRinging() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_cancel", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(180);
            ChangedState cancelled = call.await(State.DISCONNECTED);
            assertThat(cancelled.message().method()).isEqualTo("CANCEL");
            sipp.expectSuccess();
        }
    }

    @Test
    void answersAChallenge() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_401")) {
            CallEnd call = call(sipp, CallEnd.sdp(40_000, "sendrecv"), Credentials.of("alice", "secret"));
            call.await(State.CONNECTED);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void aChallengeWithoutCredentialsIsARefusal() {
        try (Sipp sipp = Sipp.callee(directory, "uas_401")) {
            assertThat(call(sipp).await(State.DISCONNECTED).code()).isEqualTo(401);
        }
    }

    @Test
    void takesAnOfferInThe200() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_no_sdp")) {
            CallEnd call = call(sipp, null, null);
            call.await(State.CONNECTING, SubState.RECEIVED_PROPOSAL);
            assertThat(call.call.sdp().proposedRemote().media()).hasSize(1);
            call.call.sendResponse(200, CallEnd.sdp(40_000, "sendrecv"));
            call.await(State.CONNECTED);
            assertThat(call.call.sdp().activeLocal().media().get(0).port()).isEqualTo(40_000);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void offersWhenAskedTo() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_no_sdp", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            assertThat(call.call.sdp().proposedRemote()).isNull();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.CONNECTED);
            assertThat(call.call.sdp().activeRemote()).isNotNull();
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void isHeldAndTakenBack() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_hold", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.CONNECTED);
            call.await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
            assertThat(call.call.sdp().proposedRemote().direction(0)).isEqualTo(MediaDirection.SENDONLY);
            call.call.sendResponse(200, CallEnd.sdp(50_000, "recvonly"));
            assertThat(call.awaitSdp().remoteSdp().direction(0)).isEqualTo(MediaDirection.SENDONLY);
            call.await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            assertThat(call.awaitSdp().remoteSdp().direction(0)).isEqualTo(MediaDirection.SENDRECV);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void anUpdateIsAnsweredWithOurDescriptionAndTold() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_update", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            assertThat(call.awaitSdp().remoteSdp().direction(0)).isEqualTo(MediaDirection.SENDRECV);
            call.await(State.CONNECTED);
            GotSdpUpdate update = call.awaitSdp();
            assertThat(update.remoteSdp().direction(0)).isEqualTo(MediaDirection.SENDONLY);
            assertThat(update.localSdp().direction(0)).isEqualTo(MediaDirection.RECVONLY);
            assertThat(call.call.subState()).isEqualTo(SubState.NORMAL);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void aReinviteThatMeets491CanBeSentAgain() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_491")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            call.call.sendReinvite(CallEnd.sdp(40_000, "sendonly"), List.of());
            assertThat(call.await(State.CONNECTED).code()).isEqualTo(491);
            assertThat(call.call.sdp().activeLocal().direction(0)).isEqualTo(MediaDirection.SENDRECV);
            call.call.sendReinvite(CallEnd.sdp(40_000, "sendonly"), List.of());
            assertThat(call.await(State.CONNECTED).code()).isEqualTo(200);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void reinvitesThatCrossEndWith491AndTheCallGoesOn() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_crossing")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            call.call.sendReinvite(CallEnd.sdp(40_000, "sendonly"), List.of());
            assertThat(call.await(State.CONNECTED).code()).isEqualTo(491);
            assertThat(call.call.sdp().activeLocal().direction(0)).isEqualTo(MediaDirection.SENDRECV);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void aMissingAckIsToldAndEndsTheCall() throws Exception {
        Duration usual = Duration.ofMillis(500);
        harness.engine.setSipTimers(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(500));
        try (Sipp sipp = Sipp.caller(directory, "uac_no_ack", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.CONNECTING);
            call.await(MissingAck.class);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        } finally {
            harness.engine.setSipTimers(usual, usual.multipliedBy(8), usual.multipliedBy(10));
        }
    }

    @Test
    void a503IsHandedUpWithItsRetryAfter() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_503")) {
            ChangedState refused = call(sipp).await(State.DISCONNECTED);
            assertThat(refused.code()).isEqualTo(503);
            assertThat(refused.message().headers().retryAfter().orElseThrow().seconds())
                    .isEqualTo(30);
            sipp.expectSuccess();
        }
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndEnded() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_late_200")) {
            CallEnd call = call(sipp);
            call.await(State.EARLY);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void aCancelWaitsForTheFirstProvisionalAnswer() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_silent_then_200")) {
            CallEnd call = call(sipp);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void theSecondPhoneThatIsPickedUpIsHungUp() throws Exception {
        LinkedBlockingQueue<SipTrace> traces = harness.queueOf(SipTrace.class);
        harness.engine.setTraceSip(true);
        try (Sipp sipp = Sipp.callee(directory, "uas_forked")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            SipTrace trace = EngineHarness.take(traces, "a BYE to the second phone");
            while (trace.received() || !trace.message().startLine().startsWith("BYE")) {
                trace = EngineHarness.take(traces, "a BYE to the second phone");
            }
            end(call);
            sipp.expectSuccess();
        } finally {
            harness.engine.setTraceSip(false);
        }
    }

    @Test
    void keepsToALongerSessionInterval() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_422")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void acknowledgesAReliableProvisionalAnswer() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_100rel")) {
            CallEnd call = call(sipp);
            call.await(State.CONNECTED);
            assertThat(call.states()).contains("EARLY 183");
            end(call);
            sipp.expectSuccess();
        }
    }

    @Test
    void sendsProvisionalAnswersReliablyToThoseWhoAskForIt() throws Exception {
        try (Sipp sipp = Sipp.caller(directory, "uac_100rel", harness.port(Transport.UDP))) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(183, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.EARLY);
            call.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }
}
