/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionNotification.TransferDidFail;
import org.sipsimple.api.session.SessionNotification.TransferDidStart;
import org.sipsimple.api.session.SessionNotification.TransferGotProgress;
import org.sipsimple.api.session.SessionNotification.TransferNewIncoming;
import org.sipsimple.api.session.SessionNotification.TransferNewOutgoing;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.session.TransferHandler;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.ReplacesHeader;
import org.sipsimple.session.internal.SessionFixture.Call;
import org.sipsimple.stream.testkit.FakeIncomingReferral;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeReferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.CAROL;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** Transfers in both roles, and calls that take the place of others. */
class TransferTest {
    private final SessionFixture fixture = new SessionFixture();

    // --- we ask the peer to call somebody else

    @Test
    void asksThePeerToCallSomebodyElseAndEndsWhenItHas() {
        Call call = fixture.connected(fixture.voice());
        FakeInvitation dialog = fixture.peer();
        CompletionStage<Void> done = call.session().transfer(CAROL);
        FakeReferral referral = dialog.lastReferral();
        assertThat(referral.options().referTo()).isEqualTo(ReferToHeader.of(CAROL));
        assertThat(referral.extraHeaders()).contains(ReferredByHeader.of(fixture.account.uri()));
        TransferHandler handler = call.session().transferHandler().orElseThrow();
        assertThat(handler.role()).isEqualTo(TransferHandler.Role.TRANSFEROR);
        assertThat(handler.newSession()).isEmpty();
        assertThat(call.session().transferInfo().orElseThrow().destination()).isEqualTo(CAROL);
        assertThat(call.session().transferInfo().orElseThrow().attended()).isFalse();

        referral.peerAccepts();
        referral.peerNotifies(100, "Trying");
        referral.peerNotifies(180, "Ringing");
        assertThat(call.session().state()).isEqualTo(Session.State.CONNECTED);
        referral.peerNotifies(200, "OK");
        assertThat(done).isCompleted();
        assertThat(call.session().transferHandler()).isEmpty();
        assertThat(fixture.told(call.session()))
                .containsExactly(
                        "SIPSessionTransferNewOutgoing",
                        "SIPSessionTransferDidStart",
                        "SIPSessionTransferGotProgress",
                        "SIPSessionTransferGotProgress",
                        "SIPSessionTransferDidEnd",
                        "SIPSessionWillEnd",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidEnd");
        assertThat(fixture.notifications.of(TransferNewOutgoing.class))
                .singleElement()
                .satisfies(begun -> {
                    assertThat(begun.transferDestination()).isEqualTo(CAROL);
                    assertThat(begun.transferSource()).isEqualTo(SessionFixture.BOB);
                    assertThat(begun.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
        assertThat(fixture.notifications.of(TransferDidStart.class))
                .extracting(TransferDidStart::timestamp)
                .containsExactly(fixture.threads.time().now());
        assertThat(fixture.notifications.of(TransferGotProgress.class))
                .extracting(TransferGotProgress::code)
                .containsExactly(100, 180);
    }

    @Test
    void goesOnWhenThePeerRefuses() {
        Call call = fixture.connected(fixture.voice());
        CompletionStage<Void> done = call.session().transfer(CAROL);
        fixture.peer().lastReferral().peerRefuses(603, "Decline");
        assertThat(failure(done))
                .isInstanceOfSatisfying(SessionFailedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(603));
        assertThat(call.session().state()).isEqualTo(Session.State.CONNECTED);
        assertThat(fixture.notifications.of(TransferDidFail.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.code()).isEqualTo(603);
                    assertThat(failed.reason()).isEqualTo("Decline");
                    assertThat(failed.timestamp())
                            .isEqualTo(fixture.threads.time().now());
                });
    }

    @Test
    void goesOnWhenTheNewCallFails() {
        Call call = fixture.connected(fixture.voice());
        CompletionStage<Void> done = call.session().transfer(CAROL);
        FakeReferral referral = fixture.peer().lastReferral();
        referral.peerAccepts();
        referral.peerNotifies(486, "Busy Here");
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(call.session().state()).isEqualTo(Session.State.CONNECTED);
        assertThat(fixture.told(call.session())).endsWith("SIPSessionTransferDidStart", "SIPSessionTransferDidFail");
    }

    @Test
    void isDoneOnceAtATime() {
        Call call = fixture.connected(fixture.voice());
        call.session().transfer(CAROL);
        assertThat(failure(call.session().transfer(CAROL))).isInstanceOf(SessionStateException.class);
    }

    @Test
    void asksToReplaceTheCallWithWhomWeHaveTalkedTo() {
        Call toBob = fixture.connected(fixture.voice());
        FakeInvitation dialogWithBob = fixture.peer();
        Call toCarol = fixture.connected(fixture.voice());
        toBob.session().transfer(CAROL, toCarol.session());
        ReplacesHeader replaces = fixture.peer().dialog().orElseThrow().replaces();
        assertThat(dialogWithBob.lastReferral().options().referTo().replaces()).contains(replaces);
        assertThat(toBob.session().transferInfo().orElseThrow().attended()).isTrue();
    }

    @Test
    void cannotReplaceWhatIsNoCall() {
        Call call = fixture.connected(fixture.voice());
        assertThat(failure(call.session().transfer(CAROL, fixture.manager.create(fixture.account))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(call.session().transferHandler()).isEmpty();
    }

    @Test
    void failsWhenTheSessionEndsFirst() {
        Call call = fixture.connected(fixture.voice());
        CompletionStage<Void> done = call.session().transfer(CAROL);
        call.session().end();
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(fixture.told(call.session()))
                .containsSubsequence(
                        "SIPSessionTransferNewOutgoing",
                        "SIPSessionTransferDidFail",
                        "SIPSessionWillEnd",
                        "SIPSessionDidEnd");
    }

    // --- the peer asks us

    private FakeIncomingReferral referred(Session session, ReferToHeader referTo) {
        FakeIncomingReferral referral =
                fixture.peer().peerRefers(referTo, List.of(ReferredByHeader.of(SessionFixture.BOB)));
        assertThat(fixture.notifications.of(TransferNewIncoming.class))
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.sender()).isSameAs(session);
                    assertThat(asked.transfer().destination()).isEqualTo(CAROL);
                    assertThat(asked.transfer().referredBy().uri()).isEqualTo(SessionFixture.BOB);
                });
        return referral;
    }

    private static List<Integer> codes(FakeIncomingReferral referral) {
        return referral.notified().stream()
                .map(FakeIncomingReferral.Status::code)
                .toList();
    }

    private static int answer(FakeIncomingReferral referral) {
        return referral.answer().orElseThrow().code();
    }

    @Test
    void callsWhomThePeerNamesAndEndsWhenThatCallHasBegun() {
        fixture.lookup.answers(SessionFixture.route(5080));
        Session session = fixture.connected(fixture.voice()).session();
        ReplacesHeader replaces = new ReplacesHeader("other-call", "one", "two", false);
        FakeIncomingReferral referral =
                referred(session, ReferToHeader.of(CAROL).withReplaces(replaces));
        CompletionStage<Void> done = session.acceptTransfer();
        assertThat(referral.state()).isEqualTo(IncomingReferral.State.ACTIVE);
        assertThat(fixture.lookup.asked()).containsExactly(CAROL);

        FakeInvitation dialog = fixture.peer();
        assertThat(dialog.invite().requestUri()).isEqualTo(CAROL);
        assertThat(dialog.invite().route()).isEqualTo(SessionFixture.route(5080));
        assertThat(dialog.invite().extraHeaders()).contains(replaces, ReferredByHeader.of(SessionFixture.BOB));
        Session made = session.transferHandler().orElseThrow().newSession().orElseThrow();
        assertThat(made.replacedSession()).containsSame(session);
        assertThat(made.transferInfo()).isEqualTo(session.transferInfo());
        assertThat(session.transferHandler().orElseThrow().role()).isEqualTo(TransferHandler.Role.TRANSFEREE);

        dialog.peerRings();
        dialog.peerAnswers(taking(dialog.invite().sdp()));
        assertThat(made.state()).isEqualTo(Session.State.CONNECTED);
        assertThat(done).isCompleted();
        assertThat(codes(referral)).endsWith(180, 200);
        assertThat(session.state()).as("the transferor may hang up first").isEqualTo(Session.State.CONNECTED);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.told(session))
                .containsSubsequence(
                        "SIPSessionTransferNewIncoming",
                        "SIPSessionTransferDidStart",
                        "SIPSessionTransferGotProgress",
                        "SIPSessionTransferDidEnd",
                        "SIPSessionWillEnd",
                        "SIPSessionDidEnd");
    }

    @Test
    void tellsThePeerThatTheNewCallFailedAndGoesOn() {
        fixture.lookup.answers(SessionFixture.route(5080));
        Session session = fixture.connected(fixture.voice()).session();
        FakeIncomingReferral referral = referred(session, ReferToHeader.of(CAROL));
        CompletionStage<Void> done = session.acceptTransfer();
        fixture.peer().peerRefuses(486, "Busy Here");
        assertThat(failure(done)).isInstanceOf(SessionFailedException.class);
        assertThat(codes(referral)).endsWith(486);
        assertThat(session.state()).isEqualTo(Session.State.CONNECTED);
        assertThat(fixture.notifications.of(TransferDidFail.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo(486));
    }

    @Test
    void tellsThePeerThatThereIsNoWay() {
        Session session = fixture.connected(fixture.voice()).session();
        FakeIncomingReferral referral = referred(session, ReferToHeader.of(CAROL));
        assertThat(failure(session.acceptTransfer())).isInstanceOf(SessionFailedException.class);
        assertThat(codes(referral)).endsWith(480);
        assertThat(session.state()).isEqualTo(Session.State.CONNECTED);
    }

    @Test
    void refusesToCallSomebodyElse() {
        Session session = fixture.connected(fixture.voice()).session();
        FakeIncomingReferral referral = referred(session, ReferToHeader.of(CAROL));
        assertThat(session.rejectTransfer(486, null)).isCompleted();
        assertThat(referral.answer().orElseThrow().code()).isEqualTo(486);
        assertThat(fixture.notifications.of(TransferDidFail.class)).hasSize(1);
        assertThat(session.transferHandler()).isEmpty();
        assertThat(failure(session.acceptTransfer())).isInstanceOf(SessionStateException.class);
    }

    @Test
    void refusesASecondTransferAndOneThatIsNoCall() {
        Session session = fixture.connected(fixture.voice()).session();
        referred(session, ReferToHeader.of(CAROL));
        assertThat(answer(fixture.peer().peerRefers(ReferToHeader.of(CAROL), List.of())))
                .isEqualTo(480);
        session.rejectTransfer();
        assertThat(answer(fixture.peer().peerRefers(ReferToHeader.of(CAROL.withParameter("method", "BYE")), List.of())))
                .isEqualTo(501);
    }

    @Test
    void aPeerThatHangsUpMeanwhileDoesNotStopTheNewCall() {
        fixture.lookup.answers(SessionFixture.route(5080));
        Session session = fixture.connected(fixture.voice()).session();
        FakeInvitation first = fixture.peer();
        referred(session, ReferToHeader.of(CAROL));
        session.acceptTransfer();
        FakeInvitation second = fixture.peer();
        Session made = session.transferHandler().orElseThrow().newSession().orElseThrow();
        first.peerEnds();
        assertThat(session.state()).isEqualTo(Session.State.TERMINATED);
        second.peerAnswers(taking(second.invite().sdp()));
        assertThat(made.state()).isEqualTo(Session.State.CONNECTED);
        assertThat(fixture.told(session)).containsOnlyOnce("SIPSessionTransferDidEnd");
    }

    // --- a call that takes the place of another

    @Test
    void aCallThatReplacesAnotherEndsItOnceItHasBegun() {
        Session old = fixture.connected(fixture.voice()).session();
        FakeInvitation dialog = fixture.engine.peerReplaces(fixture.peer(), CAROL, fixture.account.uri(), sdp("voice"));
        Session fresh = fixture.notifications
                .of(SessionNotification.NewIncoming.class)
                .get(0)
                .sender();
        assertThat(fresh.replacedSession()).containsSame(old);
        fresh.accept(fresh.proposedStreams());
        assertThat(old.state()).isEqualTo(Session.State.CONNECTED);
        dialog.peerAcknowledges();
        assertThat(fresh.state()).isEqualTo(Session.State.CONNECTED);
        assertThat(old.state()).isEqualTo(Session.State.TERMINATED);
    }

    @Test
    void aCallThatIsEndingIsNotReplaced() {
        Session old = fixture.connected(fixture.voice()).session();
        FakeInvitation first = fixture.peer();
        first.peerFallsSilent();
        old.end();
        FakeInvitation dialog = fixture.engine.peerReplaces(first, CAROL, fixture.account.uri(), sdp("voice"));
        assertThat(dialog.lastResponse().code()).isEqualTo(603);
        assertThat(fixture.notifications.of(SessionNotification.NewIncoming.class))
                .isEmpty();
    }

    @Test
    void cannotCallWithoutAReferral() {
        Session session = fixture.connected(fixture.voice()).session();
        assertThat(failure(session.rejectTransfer())).isInstanceOf(SessionStateException.class);
        assertThat(fixture.peer().referrals()).extracting(Referral::state).isEmpty();
    }
}
