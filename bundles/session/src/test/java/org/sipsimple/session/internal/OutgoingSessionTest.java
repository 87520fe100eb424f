/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.session.internal.SessionFixture.Call;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.refusing;
import static org.sipsimple.session.internal.SessionFixture.route;
import static org.sipsimple.session.internal.SessionFixture.taking;

class OutgoingSessionTest {
    private final SessionFixture fixture = new SessionFixture();

    @Test
    void tellsOfACallFromDialToHangUpInTheDocumentedOrder() {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(voice);
        Session session = call.session();
        assertThat(session.state()).isEqualTo(State.CONNECTING);
        assertThat(session.proposedStreams()).containsExactly(voice);
        assertThat(fixture.manager.sessions()).containsExactly(session);

        fixture.peer().peerSays(183, "Session Progress");
        fixture.peer().peerRings();
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(call.done()).isCompleted();
        assertThat(session.streams()).containsExactly(voice);
        assertThat(session.proposedStreams()).isEmpty();
        assertThat(session.startTime()).contains(fixture.threads.time().now());
        assertThat(session.stopTime()).isEmpty();

        fixture.pass(Duration.ofSeconds(30));
        assertThat(session.end()).isCompleted();
        assertThat(session.stopTime()).contains(fixture.threads.time().now());
        assertThat(session.state()).isEqualTo(State.TERMINATED);
        assertThat(fixture.told(session))
                .containsExactly(
                        "SIPSessionNewOutgoing",
                        "SIPSessionGotProvisionalResponse",
                        "SIPSessionGotProvisionalResponse",
                        "SIPSessionGotRingIndication",
                        "SIPSessionWillStart",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidStart",
                        "SIPSessionWillEnd",
                        "SIPSessionDidProcessTransaction",
                        "SIPSessionDidEnd");
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "offer 0", "start 0", "deactivate", "end");
        assertThat(fixture.manager.sessions()).isEmpty();
        assertThat(fixture.notifications.observers()).isEqualTo(fixture.standingObservers);
        assertThat(fixture.threads.time().waiting()).isZero();
    }

    @Test
    void streamsLearnTheAddressTowardsThePeerBeforeTheyDescribeThemselves() {
        FakeStream voice = fixture.voice().onInitialize(Fault.WAIT);
        Session session = fixture.call(voice).session();
        assertThat(voice.calls()).containsExactly("initialize OUTGOING");
        assertThat(session.localAddress()).contains(InetAddress.getLoopbackAddress());
        assertThat(fixture.manager.create(fixture.account).localAddress()).isEmpty();
    }

    @Test
    void tellsWhoAndHow() {
        Session session = fixture.manager.create(fixture.account);
        assertThat(session.direction()).isEmpty();
        session.connect(
                ToHeader.of(SessionFixture.BOB),
                List.of(SessionFixture.ROUTE),
                List.of(fixture.voice()),
                new Session.ConnectOptions(true, "lunch", Duration.ofSeconds(90)));
        assertThat(session.account()).isSameAs(fixture.account);
        assertThat(session.direction()).contains(Direction.OUTGOING);
        assertThat(session.transport()).contains(Transport.UDP);
        assertThat(session.localIdentity()).contains(fixture.account.identity());
        assertThat(session.remoteIdentity()).contains(NameAddress.of(SessionFixture.BOB));
        assertThat(session.subject()).contains("lunch");
        assertThat(session.remoteUserAgent()).isEmpty();
        assertThat(fixture.peer().invite().contact().isFocus()).isTrue();
        assertThat(fixture.peer().invite().extraHeaders())
                .anyMatch(header -> header.value().equals("lunch"));
        fixture.peer().peerRings();
        assertThat(session.remoteUserAgent()).contains("fake peer");
    }

    @Test
    void startsWithoutTheStreamsThePeerRefuses() {
        FakeStream voice = fixture.voice();
        FakeStream text = fixture.text();
        Call call = fixture.call(voice, text);
        SdpSession answer = refusing(taking(fixture.peer().invite().sdp()), 0);
        fixture.peer().peerAnswers(answer);
        assertThat(call.session().streams()).containsExactly(text);
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "offer 0", "deactivate", "end");
        assertThat(fixture.notifications
                        .of(SessionNotification.DidStart.class)
                        .get(0)
                        .streams())
                .containsExactly(text);
        assertThat(fixture.peer().reinvites()).isEmpty();
    }

    @Test
    void failsWhenThePeerRefusesAllStreams() {
        Call call = fixture.call(fixture.voice());
        fixture.peer().peerAnswers(refusing(taking(fixture.peer().invite().sdp()), 0));
        assertThat(failure(call.done())).isInstanceOf(SessionFailedException.class);
        assertThat(didFail()).satisfies(fail -> {
            assertThat(fail.originator()).isEqualTo(Originator.REMOTE);
            assertThat(fail.code()).isEqualTo(488);
        });
        assertThat(fixture.peer().endHeaders()).isPresent();
        assertThat(fixture.told(call.session())).doesNotContain("SIPSessionWillStart");
    }

    @Test
    void leavesOutAStreamThatCannotBePrepared() {
        FakeStream voice = fixture.voice().onInitialize(Fault.FAIL);
        FakeStream text = fixture.text();
        Call call = fixture.call(voice, text);
        assertThat(fixture.peer().invite().sdp().media()).hasSize(1);
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(call.session().streams()).containsExactly(text);
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "deactivate", "end");
    }

    @Test
    void leavesOutAStreamThatThrows() {
        FakeStream first = fixture.voice().onLocalMedia(Fault.THROW);
        FakeStream second = fixture.voice().onInitialize(Fault.THROW);
        FakeStream text = fixture.text();
        Call call = fixture.call(first, second, text);
        assertThat(fixture.peer().invite().sdp().media()).hasSize(1);
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(call.session().streams()).containsExactly(text);
        assertThat(first.calls()).endsWith("deactivate", "end");
        assertThat(second.calls()).endsWith("deactivate", "end");
    }

    @Test
    void failsWithoutCallingAnyoneWhenNoStreamCanBePrepared() {
        FakeStream voice = fixture.voice().onInitialize(Fault.FAIL);
        Call call = fixture.call(voice);
        assertThat(fixture.engine.invitations()).isEmpty();
        assertThat(didFail().failureReason()).isEqualTo("a fault on purpose");
        assertThat(failure(call.done())).hasMessageContaining("a fault on purpose");
        assertThat(fixture.told(call.session())).containsExactly("SIPSessionNewOutgoing", "SIPSessionDidFail");
    }

    @Test
    void tellsThePeerOfAStreamThatDidNotStart() {
        FakeStream voice = fixture.voice().onStart(Fault.FAIL);
        FakeStream text = fixture.text();
        Call call = fixture.call(voice, text);
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        assertThat(call.session().streams()).containsExactly(text);
        assertThat(fixture.peer().lastReinvite().media().get(0).isRefused()).isTrue();
        assertThat(fixture.peer().lastReinvite().media().get(1).isRefused()).isFalse();
    }

    @Test
    void givesUpStreamsThatDoNotStartIn15Seconds() {
        FakeStream voice = fixture.voice().onStart(Fault.WAIT);
        Call call = fixture.call(voice);
        fixture.peer().peerAnswers(taking(fixture.peer().invite().sdp()));
        fixture.pass(Duration.ofSeconds(14));
        assertThat(call.session().state()).isEqualTo(State.CONNECTING);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(didFail().originator()).isEqualTo(Originator.LOCAL);
        assertThat(didFail().failureReason()).contains("did not start in time");
        assertThat(fixture.peer().endHeaders()).isPresent();
        assertThat(call.session().state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void triesTheNextRouteAfter503() {
        failsOver(peer -> peer.peerRefuses(503, "Service Unavailable"));
    }

    @Test
    void triesTheNextRouteAfterATransportError() {
        failsOver(peer -> peer.fails(503, "Connection refused"));
    }

    @Test
    void triesTheNextRouteWhenNobodyAnswers() {
        failsOver(peer -> peer.fails(408, "Request Timeout"));
    }

    private void failsOver(java.util.function.Consumer<FakeInvitation> trouble) {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(List.of(route(1), route(2)), voice);
        FakeInvitation first = fixture.peer();
        trouble.accept(first);
        FakeInvitation second = fixture.peer();
        assertThat(second).isNotSameAs(first);
        assertThat(first.invite().route().port()).isEqualTo(1);
        assertThat(second.invite().route().port()).isEqualTo(2);
        assertThat(second.invite().sdp().media()).isEqualTo(first.invite().sdp().media());
        second.peerAnswers(taking(second.invite().sdp()));
        assertThat(call.done()).isCompleted();
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "offer 0", "start 0");
    }

    @Test
    void staysWithAPeerThatRangBeforeItWentSilent() {
        Call call = fixture.call(List.of(route(1), route(2)), fixture.voice());
        fixture.peer().peerRings();
        fixture.peer().peerRefuses(408, "Request Timeout");
        assertThat(fixture.engine.invitations()).hasSize(1);
        assertThat(didFail().code()).isEqualTo(408);
        assertThat(call.done()).isCompletedExceptionally();
    }

    @Test
    void staysWithARefusal() {
        Call call = fixture.call(List.of(route(1), route(2)), fixture.voice());
        fixture.peer().peerRefuses(486, "Busy Here");
        assertThat(fixture.engine.invitations()).hasSize(1);
        SessionNotification.DidFail fail = didFail();
        assertThat(fail.originator()).isEqualTo(Originator.REMOTE);
        assertThat(fail.code()).isEqualTo(486);
        assertThat(fail.reason()).isEqualTo("Busy Here");
        assertThat(failure(call.done())).isInstanceOfSatisfying(SessionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(486);
            assertThat(e.originator()).isEqualTo(Originator.REMOTE);
            assertThat(e.failureReason()).isEqualTo("Busy Here");
        });
        assertThat(fixture.told(call.session())).endsWith("SIPSessionDidProcessTransaction", "SIPSessionDidFail");
    }

    @Test
    void failsWithTheLastRoute() {
        fixture.call(List.of(route(1), route(2)), fixture.voice());
        fixture.peer().peerRefuses(503, "Service Unavailable");
        fixture.peer().peerRefuses(503, "Still Unavailable");
        assertThat(didFail().reason()).isEqualTo("Still Unavailable");
    }

    @Test
    void failsWithoutARoute() {
        fixture.call(List.of(), fixture.voice());
        assertThat(didFail().code()).isEqualTo(480);
    }

    @Test
    void cancelsACallThatIsNotAnsweredIn90Seconds() {
        Call call = fixture.call(fixture.voice());
        fixture.peer().peerRings();
        fixture.pass(Duration.ofSeconds(90));
        assertThat(fixture.peer().endHeaders()).isPresent();
        assertThat(didFail().code()).isEqualTo(408);
        assertThat(call.session().state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void cancelsWhenTheUserHangsUpBeforeTheAnswer() {
        Call call = fixture.call(fixture.voice());
        fixture.peer().peerRings();
        assertThat(call.session().end()).isCompleted();
        assertThat(fixture.peer().endHeaders()).contains(List.of());
        assertThat(didFail()).satisfies(fail -> {
            assertThat(fail.originator()).isEqualTo(Originator.LOCAL);
            assertThat(fail.code()).isEqualTo(487);
            assertThat(fail.failureReason()).isEqualTo("user request");
        });
        assertThat(call.done()).isCompletedExceptionally();
    }

    @Test
    void endsEvenIfTheDialogNeverSaysThatItIsOver() {
        Call call = fixture.connected(fixture.voice());
        fixture.peer().peerFallsSilent();
        var end = call.session().end().toCompletableFuture();
        assertThat(call.session().state()).isEqualTo(State.TERMINATING);
        assertThat(end).isNotDone();
        fixture.pass(Duration.ofSeconds(5));
        assertThat(end).isCompleted();
        assertThat(fixture.told(call.session())).containsExactly("SIPSessionWillEnd", "SIPSessionDidEnd");
    }

    @Test
    void endsWhenThePeerHangsUp() {
        FakeStream voice = fixture.voice();
        Call call = fixture.connected(voice);
        fixture.peer().peerEnds();
        assertThat(fixture.told(call.session()))
                .containsExactly("SIPSessionDidProcessTransaction", "SIPSessionWillEnd", "SIPSessionDidEnd");
        SessionNotification.DidEnd end =
                fixture.notifications.of(SessionNotification.DidEnd.class).get(0);
        assertThat(end.originator()).isEqualTo(Originator.REMOTE);
        assertThat(end.endReason()).isEqualTo("user request");
        assertThat(voice.calls()).endsWith("deactivate", "end");
    }

    @Test
    void failsWhenOfferAndAnswerDoNotFit() {
        Call call = fixture.call(fixture.voice());
        fixture.peer().peerRings();
        fixture.peer().disagree("nothing in common");
        assertThat(call.session().state()).as("only a 2xx counts").isEqualTo(State.CONNECTING);
        fixture.peer().peerAnswersWithoutSdp();
        assertThat(didFail().failureReason()).contains("nothing in common");
        assertThat(fixture.peer().endHeaders()).isPresent();
    }

    @Test
    void refusesNoStreamsAndAStreamTwice() {
        Session session = fixture.manager.create(fixture.account);
        FakeStream voice = fixture.voice();
        assertThat(failure(session.connect(ToHeader.of(SessionFixture.BOB), List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(session.connect(ToHeader.of(SessionFixture.BOB), List.of(), List.of(voice, voice))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(session.state()).isEqualTo(State.IDLE);
    }

    private SessionNotification.DidFail didFail() {
        List<SessionNotification.DidFail> all = fixture.notifications.of(SessionNotification.DidFail.class);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
