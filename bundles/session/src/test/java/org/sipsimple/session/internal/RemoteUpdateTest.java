/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.WarningHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.stream.testkit.FakeInvitation.Response;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.refusing;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** What the peer's re-INVITEs do to a session. */
class RemoteUpdateTest {
    private final SessionFixture fixture = new SessionFixture();
    private final FakeStream voice = fixture.voice();

    private <T extends SessionNotification> T only(Class<T> type) {
        List<T> all = fixture.notifications.of(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void isRefusedWithAWarning(String text) {
        Response response = fixture.peer().lastResponse();
        assertThat(response.code()).isEqualTo(488);
        assertThat(response.sdp()).isNull();
        assertThat(response.headers()).singleElement().isInstanceOfSatisfying(WarningHeader.class, warning -> {
            assertThat(warning.code()).isEqualTo(399);
            assertThat(warning.text()).containsIgnoringCase(text);
        });
    }

    @Test
    void takesChangesOfItsStreamsWithoutAsking() {
        Session session = fixture.connected(voice).session();
        SdpSession offer = sdp("voice");
        fixture.peer().peerReinvites(offer.withMedia(0, offer.media().get(0).withPort(7000)));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(200);
        assertThat(voice.calls()).endsWith("answer 0", "update 0");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(fixture.told(session)).containsExactly("SIPSessionDidProcessTransaction");
        SessionNotification.DidProcessTransaction done = only(SessionNotification.DidProcessTransaction.class);
        assertThat(done.originator()).isEqualTo(Originator.REMOTE);
        assertThat(done.method()).isEqualTo("INVITE");
        assertThat(done.code()).isEqualTo(200);
        assertThat(done.reason()).isEqualTo("phrase of 200");
    }

    @Test
    void refusesChangesThatAStreamCannotTake() {
        Session session = fixture.connected(voice.withoutUpdate()).session();
        fixture.peer().peerReinvites(sdp("voice"));
        isRefusedWithAWarning("line 1");
        assertThat(voice.calls()).doesNotContain("update 0");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(session.streams()).containsExactly(voice);
    }

    @Test
    void refusesAnOfferWithFewerLines() {
        fixture.connected(voice, fixture.text());
        fixture.peer().peerReinvites(sdp("voice"));
        isRefusedWithAWarning("missing");
    }

    @Test
    void refusesToAddAndRemoveAtOnce() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(refusing(sdp("voice", "text"), 0));
        isRefusedWithAWarning("at once");
        assertThat(session.streams()).containsExactly(voice);
        assertThat(fixture.told(session)).doesNotContain("SIPSessionGotProposal");
    }

    @Test
    void refusesToChangeTheTypeOfALine() {
        fixture.connected(voice);
        fixture.peer().peerReinvites(sdp("text"));
        isRefusedWithAWarning("line 1");
    }

    @Test
    void lineNobodyTakesAreRefusedWithoutAsking() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "smell"));
        Response response = fixture.peer().lastResponse();
        assertThat(response.code()).isEqualTo(200);
        assertThat(response.sdp().media()).extracting(SdpMedia::isRefused).containsExactly(false, true);
        session.hold();
        assertThat(fixture.peer().lastReinvite().media())
                .as("the line stays")
                .extracting(SdpMedia::media)
                .containsExactly("voice", "smell");
    }

    @Test
    void removesStreamsWithoutAsking() {
        FakeStream text = fixture.text();
        Session session = fixture.connected(voice, text).session();
        fixture.peer().peerReinvites(refusing(sdp("voice", "text"), 0));
        assertThat(session.streams()).containsExactly(text);
        assertThat(only(SessionNotification.DidRenegotiateStreams.class).removed())
                .containsExactly(voice);
        assertThat(voice.calls()).endsWith("deactivate", "end");
        assertThat(text.calls()).endsWith("update 1");
    }

    @Test
    void answersAReinviteWithoutOfferByItsOwn() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(null);
        SdpSession offer = fixture.peer().lastResponse().sdp();
        assertThat(offer.media()).hasSize(1);
        assertThat(voice.calls()).endsWith("offer 0");
        fixture.peer().peerAnswersOurOffer(taking(offer));
        assertThat(voice.calls()).endsWith("update 0");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void asksTheUserAboutNewStreams() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "text", "smell", "voice"));
        assertThat(session.state()).isEqualTo(State.RECEIVED_PROPOSAL);
        assertThat(fixture.peer().responses()).isEmpty();
        List<MediaStream> proposed = session.proposedStreams();
        assertThat(proposed).extracting(MediaStream::type).containsExactly("text", "voice");
        assertThat(only(SessionNotification.GotProposal.class).streams()).isEqualTo(proposed);
        assertThat(only(SessionNotification.GotProposal.class).originator()).isEqualTo(Originator.REMOTE);
        session.sendRingIndication();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(180);

        MediaStream text = proposed.get(0);
        CompletableFuture<Void> accepted = session.acceptProposal(List.of(text)).toCompletableFuture();
        assertThat(accepted).isCompleted();
        assertThat(fixture.peer().lastResponse().sdp().media())
                .extracting(SdpMedia::isRefused)
                .containsExactly(false, false, true, true);
        assertThat(session.streams()).containsExactly(voice, text);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(fixture.told(session))
                .containsExactly(
                        "SIPSessionGotProposal",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionGotAcceptProposal",
                        "SIPSessionDidRenegotiateStreams");
        SessionNotification.GotAcceptProposal told = only(SessionNotification.GotAcceptProposal.class);
        assertThat(told.streams()).containsExactly(text);
        assertThat(told.proposedStreams()).isEqualTo(proposed);
    }

    @Test
    void rejectsNewStreams() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        List<MediaStream> proposed = session.proposedStreams();
        assertThat(session.rejectProposal(603, "Decline")).isCompleted();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(603);
        SessionNotification.GotRejectProposal rejected = only(SessionNotification.GotRejectProposal.class);
        assertThat(rejected.originator()).isEqualTo(Originator.REMOTE);
        assertThat(rejected.code()).isEqualTo(603);
        assertThat(rejected.reason()).isEqualTo("Decline");
        assertThat(rejected.streams()).isEqualTo(proposed);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(session.proposedStreams()).isEmpty();
    }

    @Test
    void rejectsWith488ByDefaultAndNothingButARefusal() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        assertThat(failure(session.rejectProposal(180, null))).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(session.acceptProposal(List.of(voice)))).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.state()).isEqualTo(State.RECEIVED_PROPOSAL);
        session.rejectProposal();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(488);
    }

    @Test
    void forgetsAProposalThatThePeerCancels() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        fixture.peer().peerCancelsReinvite();
        assertThat(only(SessionNotification.GotRejectProposal.class).code()).isEqualTo(487);
        assertThat(session.state()).isEqualTo(State.CONNECTED);
        assertThat(session.streams()).containsExactly(voice);
        assertThat(fixture.texts.last().calls()).isEmpty();
    }

    @Test
    void refusesAProposalOfWhichNothingCanBePrepared() {
        Session session = fixture.connected(voice).session();
        fixture.texts.prepare(stream -> stream.onInitialize(Fault.FAIL));
        fixture.peer().peerReinvites(sdp("voice", "text"));
        CompletableFuture<Void> accepted =
                session.acceptProposal(session.proposedStreams()).toCompletableFuture();
        assertThat(accepted).isCompletedExceptionally();
        isRefusedWithAWarning("a fault on purpose");
        assertThat(only(SessionNotification.HadProposalFailure.class).failureReason())
                .isEqualTo("a fault on purpose");
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void takesTheLineBackOfAnAcceptedStreamThatDoesNotStart() {
        Session session = fixture.connected(voice).session();
        fixture.texts.prepare(stream -> stream.onStart(Fault.FAIL));
        fixture.peer().peerReinvites(sdp("voice", "text"));
        session.acceptProposal(session.proposedStreams());
        assertThat(fixture.told(session)).contains("SIPSessionHadProposalFailure");
        assertThat(session.streams()).containsExactly(voice);
        assertThat(fixture.peer().lastReinvite().media().get(1).isRefused()).isTrue();
    }

    @Test
    void aReinviteDuringTheStartOfAStreamWaits() {
        Session session = fixture.connected(voice).session();
        FakeStream text = fixture.text().onStart(Fault.WAIT);
        session.addStream(text);
        fixture.peer().peerAnswersReinvite(taking(fixture.peer().lastReinvite()));
        fixture.peer().peerReinvites(sdp("voice", "text"));
        assertThat(fixture.peer().responses()).isEmpty();
        text.started();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(200);
        assertThat(session.streams()).containsExactly(voice, text);
        assertThat(text.calls()).endsWith("update 1");
    }

    @Test
    void reusesALineThePeerReuses() {
        FakeStream text = fixture.text();
        Session session = fixture.connected(voice, text).session();
        fixture.peer().peerReinvites(refusing(sdp("voice", "text"), 0));
        fixture.peer().peerReinvites(sdp("text", "text"));
        assertThat(session.proposedStreams()).extracting(MediaStream::type).containsExactly("text");
        session.acceptProposal(session.proposedStreams());
        assertThat(session.streams()).hasSize(2);
        assertThat(session.streams().get(1)).isSameAs(text);
    }

    @Test
    void endsInTheMiddleOfAProposal() {
        Session session = fixture.connected(voice).session();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        fixture.peer().peerEnds();
        assertThat(session.state()).isEqualTo(State.TERMINATED);
        assertThat(fixture.told(session)).endsWith("SIPSessionWillEnd", "SIPSessionDidEnd");
        assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
    }
}
