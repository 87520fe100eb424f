/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.session.ConferenceNotification;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionNotification.DidChangeHoldState;
import org.sipsimple.api.session.SessionNotification.DidEnd;
import org.sipsimple.api.session.SessionNotification.DidFail;
import org.sipsimple.api.session.SessionNotification.DidStart;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.payload.conferenceinfo.ConferenceInfo;
import org.sipsimple.testing.peers.FreePorts;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions opposite scripted peers: each ladder has to be climbed by both sides as it is written. */
class SippLadderIT {
    private static final SipUri CAROL = SipUri.of("carol", "127.0.0.1");

    @TempDir
    Path folder;

    private final LocalPhone phone = new LocalPhone();

    @AfterEach
    void close() {
        phone.close();
    }

    private static void join(java.util.concurrent.CompletionStage<?> stage) {
        stage.toCompletableFuture().join();
    }

    // --- ways to the peer

    @Test
    void triesTheNextRouteAfter503() throws InterruptedException {
        try (Sipp busy = Sipp.callee(folder, "uas_503");
                Sipp free = Sipp.callee(folder, "uas_basic")) {
            TestCall call =
                    phone.call(List.of(LocalPhone.route(busy.port()), LocalPhone.route(free.port())), phone.audio());
            call.await(DidStart.class);
            call.end();
            busy.expectSuccess();
            free.expectSuccess();
        }
    }

    @Test
    void triesTheNextRouteWhenNobodyListensByTcp() throws InterruptedException {
        try (Sipp free = Sipp.callee(folder, "uas_basic")) {
            Route dead = new Route(InetAddress.getLoopbackAddress(), FreePorts.next(), Transport.TCP);
            TestCall call = phone.call(List.of(dead, LocalPhone.route(free.port())), phone.audio());
            call.await(DidStart.class);
            assertThat(call.session.transport()).contains(Transport.UDP);
            call.end();
            free.expectSuccess();
        }
    }

    // --- offers and answers

    @Test
    void offersToAPeerThatInvitesWithoutSdp() throws InterruptedException {
        try (Sipp caller = Sipp.caller(folder, "uac_no_sdp", phone.port())) {
            TestCall call = phone.awaitCall();
            call.accept();
            assertThat(call.await(DidStart.class).streams()).hasSize(1);
            assertThat(call.await(DidEnd.class).originator()).isEqualTo(Originator.REMOTE);
            caller.expectSuccess();
        }
    }

    @Test
    void offersToAPeerThatReinvitesWithoutSdp() throws InterruptedException {
        try (Sipp caller = Sipp.caller(folder, "uac_reinvite_no_sdp", phone.port())) {
            TestCall call = phone.awaitCall();
            call.accept();
            call.await(DidStart.class);
            assertThat(call.await(DidEnd.class).originator()).isEqualTo(Originator.REMOTE);
            caller.expectSuccess();
        }
    }

    @Test
    void startsWithTheAnswerOfTheFinalResponse() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_180_then_other")) {
            TestCall call = phone.call(callee.port());
            call.await(SessionNotification.GotRingIndication.class);
            call.await(DidStart.class);
            call.end();
            callee.expectSuccess();
        }
    }

    @Test
    void startsWithTheStreamsThatWereTaken() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_partial")) {
            TestCall call = phone.call(List.of(LocalPhone.route(callee.port())), phone.audio(), phone.audio());
            assertThat(call.await(DidStart.class).streams()).hasSize(1);
            assertThat(call.session.streams()).hasSize(1);
            call.end();
            callee.expectSuccess();
        }
    }

    @Test
    void endsTheSecondOfTwoPhonesThatWerePickedUp() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_forked")) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            call.end();
            callee.expectSuccess();
        }
    }

    // --- glare and hold

    @Test
    void holdsThoughThePeerAnswers491First() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_491")) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            join(call.session.hold());
            DidChangeHoldState held = call.await(DidChangeHoldState.class);
            assertThat(held.onHold()).isTrue();
            assertThat(held.originator()).isEqualTo(Originator.LOCAL);
            call.end();
            callee.expectSuccess();
        }
    }

    @Test
    void bothSidesGetTheirWayWhenReInvitesCross() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_crossing_retried")) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            join(call.session.hold());
            assertThat(call.session.onHold()).isTrue();
            call.end();
            callee.expectSuccess();
        }
    }

    @Test
    void isHeldAndTakenOffHoldByThePeer() throws InterruptedException {
        try (Sipp caller = Sipp.caller(folder, "uac_hold", phone.port())) {
            TestCall call = phone.awaitCall();
            call.accept();
            call.await(DidStart.class);
            DidChangeHoldState held = call.await(DidChangeHoldState.class);
            assertThat(held.onHold()).isTrue();
            assertThat(held.originator()).isEqualTo(Originator.REMOTE);
            assertThat(call.await(DidChangeHoldState.class).onHold()).isFalse();
            call.await(DidEnd.class);
            caller.expectSuccess();
        }
    }

    // --- ends

    @Test
    void failsWhenTheAckNeverComes() throws InterruptedException, SipCoreException {
        phone.inANearNetwork();
        try (Sipp caller = Sipp.caller(folder, "uac_no_ack", phone.port())) {
            TestCall call = phone.awaitCall();
            call.accept();
            DidFail failed = call.await(DidFail.class);
            assertThat(failed.failureReason()).isEqualTo("missing ACK");
            assertThat(failed.originator()).isEqualTo(Originator.LOCAL);
            caller.expectSuccess();
        }
    }

    @Test
    void cancelsACallThatRings() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_cancel")) {
            TestCall call = phone.call(callee.port());
            call.await(SessionNotification.GotRingIndication.class);
            call.end();
            assertThat(call.await(DidFail.class).code()).isEqualTo(487);
            callee.expectSuccess();
        }
    }

    /** The 2xx crosses our CANCEL: the dialog is there and has to be ended by BYE. */
    @Test
    void hangsUpOnAPeerThatAnswersWhileWeCancel() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_late_200")) {
            TestCall call = phone.call(callee.port());
            call.await(SessionNotification.GotRingIndication.class);
            call.end();
            call.await(DidFail.class);
            assertThat(call.session.state()).isEqualTo(Session.State.TERMINATED);
            callee.expectSuccess();
        }
    }

    @Test
    void aCallerThatCancelsIsGone() throws InterruptedException {
        try (Sipp caller = Sipp.caller(folder, "uac_cancel", phone.port())) {
            TestCall call = phone.awaitCall();
            join(call.session.sendRingIndication());
            DidFail failed = call.await(DidFail.class);
            assertThat(failed.code()).isEqualTo(487);
            assertThat(failed.originator()).isEqualTo(Originator.REMOTE);
            caller.expectSuccess();
        }
    }

    // --- transfers

    @Test
    void transfersAPeerThatAccepts() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_refer_accept")) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            join(call.session.transfer(CAROL));
            call.await(SessionNotification.TransferDidEnd.class);
            call.await(DidEnd.class);
            callee.expectSuccess();
        }
    }

    @Test
    void staysWithAPeerThatRefusesToBeTransferred() throws InterruptedException {
        try (Sipp callee = Sipp.callee(folder, "uas_refer_reject")) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            call.session.transfer(CAROL);
            assertThat(call.await(SessionNotification.TransferDidFail.class).code())
                    .isGreaterThanOrEqualTo(300);
            assertThat(call.session.state()).isEqualTo(Session.State.CONNECTED);
            call.end();
            callee.expectSuccess();
        }
    }

    /** Refer-To without and with Replaces; who is called wants to see the Replaces then. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?Replaces=other%40call%3Bto-tag%3Dt1%3Bfrom-tag%3Df1"})
    void callsWhomThePeerRefersTo(String replaces) throws InterruptedException {
        try (Sipp target = Sipp.callee(folder, replaces.isEmpty() ? "uas_basic" : "uas_replaces");
                Sipp caller = Sipp.caller(
                        folder,
                        "uac_refer",
                        phone.port(),
                        "target",
                        "sip:carol@127.0.0.1:" + target.port() + replaces)) {
            TestCall call = phone.awaitCall();
            call.accept();
            call.await(DidStart.class);
            SessionNotification.TransferNewIncoming asked = call.await(SessionNotification.TransferNewIncoming.class);
            assertThat(asked.transfer().attended()).isEqualTo(!replaces.isEmpty());
            call.session.acceptTransfer();
            call.await(SessionNotification.TransferDidStart.class);
            call.await(SessionNotification.TransferDidEnd.class);
            call.await(DidEnd.class);
            join(phone.sessions.endAll());
            target.expectSuccess();
            caller.expectSuccess();
        }
    }

    // --- conference

    @Test
    void takesPartInAConference() throws InterruptedException {
        try (Sipp focus = Sipp.callee(folder, "uas_conference", 3);
                Sipp callee = Sipp.callee(folder, "uas_focus", 1, "target", "sip:room@127.0.0.1:" + focus.port())) {
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            assertThat(call.session.remoteFocus()).isTrue();
            SessionNotification.GotConferenceInfo told = call.await(SessionNotification.GotConferenceInfo.class);
            assertThat(told.conferenceInfo())
                    .isInstanceOfSatisfying(DecodedPayload.Value.class, info -> assertThat(info.value())
                            .isInstanceOfSatisfying(ConferenceInfo.class, conference -> assertThat(conference.entity())
                                    .isEqualTo("sip:room@127.0.0.1")));
            call.session
                    .conference()
                    .orElseThrow()
                    .addParticipant(CAROL)
                    .toCompletableFuture()
                    .join();
            assertThat(call.await(ConferenceNotification.GotAddParticipantProgress.class)
                            .code())
                    .isEqualTo(100);
            call.await(ConferenceNotification.DidAddParticipant.class);
            call.session
                    .conference()
                    .orElseThrow()
                    .removeParticipant(CAROL)
                    .toCompletableFuture()
                    .join();
            call.await(ConferenceNotification.DidRemoveParticipant.class);
            call.end();
            callee.expectSuccess();
            focus.expectSuccess();
        }
    }

    @Test
    void asksTheFocusByTheNextRouteAfter503() throws InterruptedException {
        try (Sipp busy = Sipp.callee(folder, "uas_unavailable", 2);
                Sipp focus = Sipp.callee(folder, "uas_conference", 2);
                Sipp callee = Sipp.callee(folder, "uas_focus", 1, "target", "sip:room@focus.invalid")) {
            phone.lookup.put("focus.invalid", LocalPhone.route(busy.port()), LocalPhone.route(focus.port()));
            TestCall call = phone.call(callee.port());
            call.await(DidStart.class);
            call.await(SessionNotification.GotConferenceInfo.class);
            join(call.session.conference().orElseThrow().addParticipant(CAROL));
            call.await(ConferenceNotification.DidAddParticipant.class);
            call.end();
            busy.expectSuccess();
            callee.expectSuccess();
            focus.expectSuccess();
        }
    }
}
