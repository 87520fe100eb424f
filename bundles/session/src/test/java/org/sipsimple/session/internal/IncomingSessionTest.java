/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.stream.testkit.FakeInvitation.Response;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.refusing;
import static org.sipsimple.session.internal.SessionFixture.sdp;
import static org.sipsimple.session.internal.SessionFixture.taking;

class IncomingSessionTest {
    private final SessionFixture fixture = new SessionFixture();

    @Test
    void tellsOfACallFromRingToHangUpInTheDocumentedOrder() {
        Session session = fixture.incoming(sdp("voice"));
        assertThat(session.state()).isEqualTo(State.INCOMING);
        assertThat(session.direction()).contains(Direction.INCOMING);
        assertThat(session.subject()).contains("a test");
        assertThat(session.remoteIdentity().map(NameAddress::uri)).contains(SessionFixture.BOB);
        assertThat(session.localIdentity().map(NameAddress::uri)).contains(fixture.account.uri());

        assertThat(session.sendRingIndication()).isCompleted();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(180);
        CompletableFuture<Void> accepted =
                session.accept(session.proposedStreams()).toCompletableFuture();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(200);
        assertThat(session.state()).isEqualTo(State.ACCEPTING);
        assertThat(accepted).isNotDone();
        fixture.peer().peerAcknowledges();
        assertThat(accepted).isCompleted();
        assertThat(session.state()).isEqualTo(State.CONNECTED);

        fixture.peer().peerEnds();
        assertThat(fixture.told(session))
                .containsExactly(
                        "SIPSessionNewIncoming",
                        "SIPSessionWillStart",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidStart",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionWillEnd",
                        "SIPSessionDidEnd");
        assertThat(fixture.voices.last().calls())
                .containsExactly("initialize INCOMING", "answer 0", "start 0", "deactivate", "end");
        assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
        assertThat(fixture.threads.time().waiting()).isZero();
    }

    @Test
    void refusesACallForNobodyWith404() {
        fixture.engine.peerCalls(SessionFixture.BOB, SipUri.of("stranger", "example.org"), sdp("voice"));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(404);
        assertThat(fixture.manager.sessions()).isEmpty();
    }

    @Test
    void refusesACallOfWhichItKnowsNoMediaWith488AndAWarning() {
        fixture.engine.peerCalls(SessionFixture.BOB, fixture.account.uri(), sdp("smell", "taste"));
        Response response = fixture.peer().lastResponse();
        assertThat(response.code()).isEqualTo(488);
        assertThat(response.headers()).singleElement().satisfies(header -> assertThat(header.name())
                .isEqualTo("Warning"));
        assertThat(fixture.notifications.of(SessionNotification.class)).isEmpty();
        assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
    }

    @Test
    void asksTheMediaTypesThereAreAtThatMoment() {
        var smells = new org.sipsimple.stream.testkit.FakeStreamFactory(
                "smell", fixture.notifications, fixture.threads.scheduler());
        var installed = fixture.registry.add(smells);
        Session session = fixture.incoming(sdp("smell"));
        assertThat(session.proposedStreams()).extracting(MediaStream::type).containsExactly("smell");
        installed.close();
        fixture.engine.peerCalls(SessionFixture.BOB, fixture.account.uri(), sdp("smell"));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(488);
        session.accept(session.proposedStreams());
        fixture.engine.invitations().get(0).peerAcknowledges();
        assertThat(session.state()).as("a stream outlives its type").isEqualTo(State.CONNECTED);
    }

    @Test
    void refusesUnknownAndUnwantedLinesWithPortZeroInTheirPlace() {
        Session session = fixture.incoming(sdp("smell", "voice", "text"));
        MediaStream text = session.proposedStreams().get(1);
        session.accept(List.of(text));
        SdpSession answer = fixture.peer().lastResponse().sdp();
        assertThat(answer.media()).extracting(line -> line.media()).containsExactly("smell", "voice", "text");
        assertThat(answer.media()).extracting(line -> line.isRefused()).containsExactly(true, true, false);
        assertThat(answer.media().get(0).attributes()).isEmpty();
        fixture.peer().peerAcknowledges();
        assertThat(session.streams()).containsExactly(text);
        assertThat(fixture.voices.last().calls())
                .as("never asked to do anything")
                .isEmpty();
    }

    @Test
    void acceptsOnlyWhatWasProposed() {
        Session session = fixture.incoming(sdp("voice"));
        assertThat(failure(session.accept(List.of(fixture.voice())))).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(session.accept(List.of()))).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.state()).isEqualTo(State.INCOMING);
    }

    @Test
    void startsWithTheStreamsThatWork() {
        fixture.voices.prepare(stream -> stream.onInitialize(Fault.FAIL));
        Session session = fixture.incoming(sdp("voice", "text"));
        session.accept(session.proposedStreams());
        fixture.peer().peerAcknowledges();
        assertThat(session.streams()).extracting(MediaStream::type).containsExactly("text");
        assertThat(fixture.peer().lastResponse().sdp().media())
                .extracting(line -> line.isRefused())
                .containsExactly(true, false);
    }

    @Test
    void refusesTheCallWith488WhenNoStreamWorks() {
        fixture.voices.prepare(stream -> stream.onLocalMedia(Fault.THROW));
        Session session = fixture.incoming(sdp("voice"));
        CompletableFuture<Void> accepted =
                session.accept(session.proposedStreams()).toCompletableFuture();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(488);
        assertThat(fixture.peer().lastResponse().headers().get(0).name()).isEqualTo("Warning");
        assertThat(accepted).isCompletedExceptionally();
        assertThat(fixture.told(session)).endsWith("SIPSessionDidFail");
    }

    @Test
    void rejectsWithTheCodeAskedFor() {
        Session session = fixture.incoming(sdp("voice"));
        assertThat(session.reject(486, "Gone fishing")).isCompleted();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(486);
        assertThat(fixture.peer().lastResponse().reason()).isEqualTo("Gone fishing");
        SessionNotification.DidFail fail =
                fixture.notifications.of(SessionNotification.DidFail.class).get(0);
        assertThat(fail.originator()).isEqualTo(Originator.LOCAL);
        assertThat(fail.code()).isEqualTo(486);
        assertThat(fail.reason()).isEqualTo("Gone fishing");
        assertThat(fail.failureReason()).isEqualTo("user request");
    }

    @Test
    void rejectsWith603ByDefaultAndNothingButARefusal() {
        Session session = fixture.incoming(sdp("voice"));
        assertThat(failure(session.reject(200, null))).isInstanceOf(IllegalArgumentException.class);
        session.reject();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(603);
        assertThat(fixture.notifications
                        .of(SessionNotification.DidFail.class)
                        .get(0)
                        .reason())
                .as("the standard phrase is the dialog's")
                .isEqualTo("phrase of 603");
    }

    @Test
    void endingAnUnansweredCallDeclinesIt() {
        Session session = fixture.incoming(sdp("voice"));
        assertThat(session.end()).isCompleted();
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(603);
    }

    @Test
    void failsWhenThePeerCancels() {
        Session session = fixture.incoming(sdp("voice"));
        fixture.peer().peerEnds();
        SessionNotification.DidFail fail =
                fixture.notifications.of(SessionNotification.DidFail.class).get(0);
        assertThat(fail.originator()).isEqualTo(Originator.REMOTE);
        assertThat(fail.code()).isEqualTo(487);
        assertThat(fail.reason()).isEqualTo("Session Cancelled");
        assertThat(session.state()).isEqualTo(State.TERMINATED);
        assertThat(fixture.peer().responses()).isEmpty();
    }

    @Test
    void failsWhenThePeerCancelsWhileStreamsArePrepared() {
        fixture.voices.prepare(stream -> stream.onInitialize(Fault.WAIT));
        Session session = fixture.incoming(sdp("voice"));
        CompletableFuture<Void> accepted =
                session.accept(session.proposedStreams()).toCompletableFuture();
        fixture.peer().peerEnds();
        fixture.voices.last().initialized();
        assertThat(accepted).isCompletedExceptionally();
        assertThat(fixture.voices.last().calls()).containsExactly("initialize INCOMING", "deactivate", "end");
    }

    @Test
    void failsWhenTheAckNeverComes() {
        Session session = fixture.incoming(sdp("voice"));
        CompletableFuture<Void> accepted =
                session.accept(session.proposedStreams()).toCompletableFuture();
        fixture.peer().peerForgetsAck();
        assertThat(accepted).isCompletedExceptionally();
        SessionNotification.DidFail fail =
                fixture.notifications.of(SessionNotification.DidFail.class).get(0);
        assertThat(fail.failureReason()).isEqualTo("missing ACK");
        assertThat(fail.code()).isEqualTo(500);
        assertThat(fixture.notifications
                        .of(SessionNotification.DidProcessTransaction.class)
                        .get(0)
                        .ackReceived())
                .isEqualTo(SessionNotification.AckStatus.MISSING);
        assertThat(fixture.told(session)).endsWith("SIPSessionDidFail");
        assertThat(session.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void offersByItselfWhenThePeerLeavesTheOfferToIt() {
        Session session = fixture.incoming(null);
        assertThat(session.proposedStreams()).extracting(MediaStream::type).containsExactly("voice", "text");
        CompletableFuture<Void> accepted =
                session.accept(List.of(session.proposedStreams().get(0))).toCompletableFuture();
        SdpSession offer = fixture.peer().lastResponse().sdp();
        assertThat(offer.media()).extracting(line -> line.media()).containsExactly("voice");
        fixture.peer().peerAcknowledges(taking(offer));
        assertThat(accepted).isCompleted();
        assertThat(fixture.voices.last().calls()).containsExactly("initialize INCOMING", "offer 0", "start 0");
    }

    @Test
    void waitsForTheAckAsWellAsForItsStreams() {
        fixture.voices.prepare(stream -> stream.onStart(Fault.WAIT));
        Session session = fixture.incoming(sdp("voice"));
        session.accept(session.proposedStreams());
        fixture.peer().peerAcknowledges();
        assertThat(session.state()).isEqualTo(State.ACCEPTING);
        fixture.voices.last().started();
        assertThat(session.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void endsAllSessionsAtOnce() {
        Session first = fixture.accepted("voice");
        Session second = fixture.call(fixture.voice()).session();
        assertThat(fixture.manager.sessions()).containsExactlyInAnyOrder(first, second);
        assertThat(fixture.manager.endAll()).isCompleted();
        assertThat(first.state()).isEqualTo(State.TERMINATED);
        assertThat(second.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void takesNoMoreCallsOnceClosed() {
        fixture.manager.close();
        fixture.engine.peerCalls(SessionFixture.BOB, fixture.account.uri(), sdp("voice"));
        assertThat(fixture.peer().lastResponse().code()).isEqualTo(480);
    }

    @Test
    void startsWhenThePeerHoldsFromTheBeginning() {
        SdpSession offer = sdp("voice");
        Session session = fixture.incoming(
                offer.withMedia(0, offer.media().get(0).withDirection(org.sipsimple.api.sdp.MediaDirection.SENDONLY)));
        session.accept(session.proposedStreams());
        fixture.peer().peerAcknowledges();
        assertThat(session.onHold()).isTrue();
        assertThat(fixture.told(session)).endsWith("SIPSessionDidStart", "SIPSessionDidChangeHoldState");
    }

    @Test
    void leavesStreamsRefusedByTheAnswerAlone() {
        Session session = fixture.incoming(null);
        session.accept(session.proposedStreams());
        SdpSession offer = fixture.peer().lastResponse().sdp();
        fixture.peer().peerAcknowledges(refusing(taking(offer), 1));
        FakeStream voice = fixture.voices.last();
        assertThat(session.streams()).containsExactly(voice);
        assertThat(fixture.texts.last().calls()).endsWith("deactivate", "end");
    }
}
