/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** What each notification carries: who, when and the data of the Middleware API. */
class SessionNotificationDataTest {
    private final SessionFixture fixture = new SessionFixture();

    private <T extends SessionNotification> T last(Class<T> type, Session session) {
        List<T> all = fixture.notifications.of(type);
        assertThat(all).isNotEmpty();
        T last = all.get(all.size() - 1);
        assertThat(last.sender()).isSameAs(session);
        assertThat(last.name()).isEqualTo("SIPSession" + type.getSimpleName());
        return last;
    }

    /** Moves the clock, so that the next notifications can be told from the earlier ones. */
    private Instant later() {
        fixture.pass(Duration.ofMillis(10));
        return fixture.threads.time().now();
    }

    @Test
    void ofAnOutgoingCall() {
        FakeStream voice = fixture.voice();
        Instant dialled = later();
        Session session = fixture.call(voice).session();
        assertThat(last(SessionNotification.NewOutgoing.class, session).timestamp())
                .isEqualTo(dialled);
        assertThat(last(SessionNotification.NewOutgoing.class, session).streams())
                .containsExactly(voice);

        Instant rang = later();
        fixture.peer().peerRings();
        SessionNotification.GotProvisionalResponse provisional =
                last(SessionNotification.GotProvisionalResponse.class, session);
        assertThat(provisional.timestamp()).isEqualTo(rang);
        assertThat(provisional.code()).isEqualTo(180);
        assertThat(provisional.reason()).isEqualTo("Ringing");
        assertThat(last(SessionNotification.GotRingIndication.class, session).timestamp())
                .isEqualTo(rang);

        Instant answered = later();
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(last(SessionNotification.WillStart.class, session).timestamp())
                .isEqualTo(answered);
        assertThat(last(SessionNotification.DidStart.class, session).timestamp())
                .isEqualTo(answered);
        SessionNotification.DidProcessTransaction transaction =
                last(SessionNotification.DidProcessTransaction.class, session);
        assertThat(transaction.timestamp()).isEqualTo(answered);
        assertThat(transaction.originator()).isEqualTo(Originator.LOCAL);
        assertThat(transaction.method()).isEqualTo("INVITE");
        assertThat(transaction.code()).isEqualTo(200);
        assertThat(transaction.reason()).isEqualTo("OK");
        assertThat(transaction.ackReceived()).isEqualTo(SessionNotification.AckStatus.UNKNOWN);

        Instant hungUp = later();
        session.end();
        assertThat(last(SessionNotification.WillEnd.class, session).timestamp()).isEqualTo(hungUp);
        SessionNotification.DidEnd end = last(SessionNotification.DidEnd.class, session);
        assertThat(end.timestamp()).isEqualTo(hungUp);
        assertThat(end.originator()).isEqualTo(Originator.LOCAL);
        assertThat(end.endReason()).isEqualTo("user request");
        assertThat(last(SessionNotification.DidProcessTransaction.class, session)
                        .method())
                .isEqualTo("BYE");
    }

    @Test
    void ofAnIncomingCallThatFails() {
        Instant called = later();
        Session session = fixture.incoming(sdp("voice"));
        SessionNotification.NewIncoming incoming = last(SessionNotification.NewIncoming.class, session);
        assertThat(incoming.timestamp()).isEqualTo(called);
        assertThat(incoming.streams()).containsExactly(fixture.voices.last());
        Instant refused = later();
        session.reject(486, "Busy");
        SessionNotification.DidFail fail = last(SessionNotification.DidFail.class, session);
        assertThat(fail.timestamp()).isEqualTo(refused);
        assertThat(fail.originator()).isEqualTo(Originator.LOCAL);
        assertThat(fail.code()).isEqualTo(486);
        assertThat(fail.reason()).isEqualTo("Busy");
        assertThat(fail.failureReason()).isEqualTo("user request");
    }

    @Test
    void ofHold() {
        Session session = fixture.connected(fixture.voice()).session();
        session.hold();
        Instant held = later();
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
        SessionNotification.DidChangeHoldState change = last(SessionNotification.DidChangeHoldState.class, session);
        assertThat(change.timestamp()).isEqualTo(held);
        assertThat(change.originator()).isEqualTo(Originator.LOCAL);
        assertThat(change.onHold()).isTrue();
        assertThat(change.partial()).isFalse();
    }

    @Test
    void ofProposals() {
        Session session = fixture.connected(fixture.voice()).session();
        FakeStream text = fixture.text();
        Instant asked = later();
        session.addStream(text);
        assertThat(last(SessionNotification.GotProposal.class, session).timestamp())
                .isEqualTo(asked);
        Instant agreed = later();
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
        assertThat(last(SessionNotification.GotAcceptProposal.class, session).timestamp())
                .isEqualTo(agreed);
        SessionNotification.DidRenegotiateStreams change =
                last(SessionNotification.DidRenegotiateStreams.class, session);
        assertThat(change.timestamp()).isEqualTo(agreed);
        assertThat(change.added()).containsExactly(text);
        assertThat(change.removed()).isEmpty();

        session.addStream(fixture.text());
        Instant refused = later();
        fixture.peer().peerRefusesReinvite(488, "Not Acceptable Here");
        assertThat(last(SessionNotification.GotRejectProposal.class, session).timestamp())
                .isEqualTo(refused);
        Instant failed = later();
        FakeStream broken = fixture.text().onInitialize(Fault.FAIL);
        session.addStream(broken);
        SessionNotification.HadProposalFailure failure = last(SessionNotification.HadProposalFailure.class, session);
        assertThat(failure.timestamp()).isEqualTo(failed);
        assertThat(failure.failureReason()).isEqualTo("a fault on purpose");
        assertThat(failure.streams()).containsExactly(broken);
    }
}
