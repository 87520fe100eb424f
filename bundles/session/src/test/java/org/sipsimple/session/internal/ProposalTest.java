/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.refusing;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** Streams that we add to a running session or remove from it. */
class ProposalTest {
    private final SessionFixture fixture = new SessionFixture();
    private final FakeStream voice = fixture.voice();
    private final FakeStream text = fixture.text();

    private void peerAgrees() {
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
    }

    private <T extends SessionNotification> T only(Class<T> type) {
        List<T> all = fixture.notifications.of(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void addsAStreamInTheDocumentedOrder() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        assertThat(session.state()).isEqualTo(State.SENDING_PROPOSAL);
        assertThat(session.proposedStreams()).containsExactly(text);
        assertThat(fixture.peer().lastReinvite().media())
                .extracting(SdpMedia::media)
                .containsExactly("voice", "text");
        fixture.peer().peerSays(180, "Ringing");
        peerAgrees();
        assertThat(added).isCompleted();
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(session.streams()).containsExactly(voice, text);
        assertThat(session.proposedStreams()).isEmpty();
        assertThat(fixture.told(session))
                .containsExactly(
                        "SIPSessionGotProposal",
                        "SIPSessionGotProvisionalResponse",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionGotAcceptProposal",
                        "SIPSessionDidRenegotiateStreams");
        assertThat(only(SessionNotification.GotProposal.class).streams()).containsExactly(text);
        SessionNotification.GotAcceptProposal accepted = only(SessionNotification.GotAcceptProposal.class);
        assertThat(accepted.originator()).isEqualTo(Originator.LOCAL);
        assertThat(accepted.streams()).containsExactly(text);
        assertThat(accepted.proposedStreams()).containsExactly(text);
        assertThat(only(SessionNotification.DidRenegotiateStreams.class).added())
                .containsExactly(text);
        assertThat(text.calls()).containsExactly("initialize OUTGOING", "offer 1", "start 1");
        assertThat(voice.calls()).endsWith("offer 0", "update 0");
    }

    @Test
    void tellsWhenThePeerRefuses() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        fixture.peer().peerRefusesReinvite(488, "Not Acceptable Here");
        assertThat(failure(added)).isInstanceOf(SessionFailedException.class);
        SessionNotification.GotRejectProposal rejected = only(SessionNotification.GotRejectProposal.class);
        assertThat(rejected.originator()).isEqualTo(Originator.LOCAL);
        assertThat(rejected.code()).isEqualTo(488);
        assertThat(rejected.reason()).isEqualTo("Not Acceptable Here");
        assertThat(rejected.streams()).containsExactly(text);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(session.streams()).containsExactly(voice);
        assertThat(text.calls()).endsWith("deactivate", "end");
    }

    @Test
    void tellsWhenThePeerRefusesTheLineInsteadOfTheReinvite() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        fixture.peer().peerAnswersReinvite(refusing(taking(fixture.peer().lastReinvite()), 1));
        assertThat(added).isCompletedExceptionally();
        assertThat(only(SessionNotification.GotRejectProposal.class).code()).isEqualTo(488);
        assertThat(session.streams()).containsExactly(voice);
    }

    @Test
    void reusesTheFirstUnusedLine() {
        Session session = fixture.connected(voice, text).session();
        session.removeStream(voice);
        peerAgrees();
        assertThat(session.streams()).containsExactly(text);
        FakeStream second = fixture.voice();
        session.addStream(second);
        assertThat(fixture.peer().lastReinvite().media()).hasSize(2);
        peerAgrees();
        assertThat(second.calls()).containsExactly("initialize OUTGOING", "offer 0", "start 0");
        assertThat(session.streams()).containsExactly(second, text);
    }

    @Test
    void keepsTheLineOfARefusedProposalForTheNextOne() {
        Session session = fixture.connected(voice).session();
        session.addStream(text);
        fixture.peer().peerAnswersReinvite(refusing(taking(fixture.peer().lastReinvite()), 1));
        session.addStream(fixture.text());
        assertThat(fixture.peer().lastReinvite().media()).hasSize(2);
        assertThat(fixture.peer().lastReinvite().media().get(1).isRefused()).isFalse();
    }

    @Test
    void proposesNothingWhenNoStreamCanBePrepared() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added =
                session.addStream(text.onInitialize(Fault.FAIL)).toCompletableFuture();
        assertThat(added).isCompletedExceptionally();
        assertThat(fixture.peer().reinvites()).isEmpty();
        SessionNotification.HadProposalFailure failed = only(SessionNotification.HadProposalFailure.class);
        assertThat(failed.failureReason()).isEqualTo("a fault on purpose");
        assertThat(failed.streams()).containsExactly(text);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void takesTheLineBackOfAStreamThatDoesNotStart() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added =
                session.addStream(text.onStart(Fault.FAIL)).toCompletableFuture();
        peerAgrees();
        assertThat(added).isCompletedExceptionally();
        assertThat(fixture.told(session)).contains("SIPSessionHadProposalFailure");
        assertThat(fixture.peer().reinvites()).hasSize(2);
        assertThat(fixture.peer().lastReinvite().media().get(1).isRefused()).isTrue();
        assertThat(session.streams()).containsExactly(voice);
    }

    @Test
    void cancelsAProposalOnItsWay() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        CompletableFuture<Void> cancelled = session.cancelProposal().toCompletableFuture();
        assertThat(fixture.peer().reinviteCancels()).isEqualTo(1);
        assertThat(session.state()).isEqualTo(State.CANCELLING_PROPOSAL);
        fixture.peer().peerRefusesReinvite(487, "Request Terminated");
        assertThat(cancelled).isCompleted();
        assertThat(added).isCompletedExceptionally();
        assertThat(only(SessionNotification.GotRejectProposal.class).code()).isEqualTo(487);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void cancelsAProposalBeforeItIsSent() {
        Session session = fixture.connected(voice).session();
        session.addStream(text.onInitialize(Fault.WAIT));
        assertThat(session.cancelProposal()).isCompleted();
        text.initialized();
        assertThat(fixture.peer().reinvites()).isEmpty();
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(text.calls()).containsExactly("initialize OUTGOING", "deactivate", "end");
    }

    @Test
    void takesAStreamBackThatWasAcceptedBeforeTheCancel() {
        Session session = fixture.connected(voice).session();
        session.addStream(text);
        CompletableFuture<Void> cancelled = session.cancelProposal().toCompletableFuture();
        peerAgrees();
        assertThat(cancelled).isCompleted();
        assertThat(session.streams()).containsExactly(voice);
        assertThat(text.calls()).doesNotContain("start 1").endsWith("deactivate", "end");
        assertThat(fixture.peer().reinvites()).hasSize(2);
        assertThat(fixture.peer().lastReinvite().media().get(1).isRefused()).isTrue();
        assertThat(fixture.told(session)).doesNotContain("SIPSessionGotAcceptProposal");
    }

    @Test
    void cancelsAProposalThatIsNotAnsweredIn90Seconds() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        fixture.pass(Duration.ofSeconds(89));
        assertThat(fixture.peer().reinviteCancels()).isZero();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.peer().reinviteCancels()).isEqualTo(1);
        fixture.peer().peerRefusesReinvite(487, "Request Terminated");
        assertThat(failure(added)).isInstanceOfSatisfying(SessionFailedException.class, e -> assertThat(e.code())
                .isEqualTo(408));
    }

    @Test
    void removesAStream() {
        Session session = fixture.connected(voice, text).session();
        CompletableFuture<Void> removed = session.removeStream(voice).toCompletableFuture();
        assertThat(fixture.peer().lastReinvite().media().get(0).isRefused()).isTrue();
        assertThat(voice.calls()).endsWith("deactivate");
        peerAgrees();
        assertThat(removed).isCompleted();
        assertThat(session.streams()).containsExactly(text);
        assertThat(only(SessionNotification.DidRenegotiateStreams.class).removed())
                .containsExactly(voice);
        assertThat(voice.calls()).endsWith("deactivate", "end");
    }

    @Test
    void removesAStreamEvenIfThePeerRefuses() {
        Session session = fixture.connected(voice, text).session();
        CompletableFuture<Void> removed = session.removeStream(voice).toCompletableFuture();
        fixture.peer().peerRefusesReinvite(488, "Not Acceptable Here");
        assertThat(removed).isCompleted();
        assertThat(session.streams()).containsExactly(text);
        assertThat(voice.calls()).endsWith("end");
    }

    @Test
    void refusesToRemoveAStreamItDoesNotHave() {
        Session session = fixture.connected(voice).session();
        assertThat(failure(session.removeStream(text))).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(session.addStreams(List.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void removesAStreamThatBroke() {
        Session session = fixture.connected(voice, text).session();
        voice.fails("the wire was cut");
        assertThat(fixture.peer().lastReinvite().media().get(0).isRefused()).isTrue();
        peerAgrees();
        assertThat(session.streams()).containsExactly(text);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void endsWhenItsOnlyStreamBroke() {
        Session session = fixture.connected(voice).session();
        voice.fails("the wire was cut");
        assertThat(session.state()).isEqualTo(State.TERMINATED);
        SessionNotification.DidEnd end = only(SessionNotification.DidEnd.class);
        assertThat(end.originator()).isEqualTo(Originator.LOCAL);
        assertThat(end.endReason()).isEqualTo("the wire was cut");
    }

    @Test
    void endsWhenTheLastStreamBrokeBeforeThePeerHasHeardOfTheFirst() {
        Session session = fixture.connected(voice, text).session();
        voice.fails("the wire was cut");
        text.fails("the other wire too");
        assertThat(session.state()).isEqualTo(State.TERMINATED);
        assertThat(only(SessionNotification.DidEnd.class).endReason()).isEqualTo("the other wire too");
    }

    @Test
    void endsInTheMiddleOfAProposal() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        assertThat(session.end()).isCompleted();
        assertThat(added).isCompletedExceptionally();
        assertThat(text.calls()).endsWith("deactivate", "end");
        assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
        assertThat(fixture.threads.time().waiting()).isZero();
    }

    @Test
    void failsWhenOfferAndAnswerDoNotFit() {
        Session session = fixture.connected(voice).session();
        CompletableFuture<Void> added = session.addStream(text).toCompletableFuture();
        fixture.peer().peerRefusesReinvite(200, "OK");
        assertThat(added).isNotDone();
        fixture.peer().disagree("nothing in common");
        assertThat(failure(added)).hasMessageContaining("nothing in common");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }
}
