/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Invitation.Invite;
import org.sipsimple.api.sip.Invitation.SdpState;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.InvitationNotification.MissingAck;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.sip.InvitationPhase.Step;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InvitationTest {
    private static final Set<Step> OF_APPLICATION = EnumSet.range(Step.SEND_INVITE, Step.END);

    static Stream<Arguments> demands() {
        return Stream.of(InvitationPhase.values())
                .flatMap(phase -> OF_APPLICATION.stream().map(step -> Arguments.of(phase, step)));
    }

    @ParameterizedTest
    @MethodSource("demands")
    void allowsTheApplicationWhatTheTableAllows(InvitationPhase phase, Step step) {
        InvitationFixture f = InvitationFixture.at(phase);
        assertThat(f.call.state()).isEqualTo(phase.state());
        assertThat(f.call.subState()).isEqualTo(phase.subState());
        InvitationPhase next = phase.next(step).orElse(null);
        boolean ending = phase == InvitationPhase.DISCONNECTING || phase == InvitationPhase.DISCONNECTED;
        if (next != null) {
            f.demand(step);
            assertThat(f.call.state()).isEqualTo(next.state());
            assertThat(f.call.subState()).isEqualTo(next.subState());
            assertThat(f.core.posted).hasSize(1);
        } else if (step == Step.END && ending) {
            f.demand(step);
            assertThat(f.core.posted).isEmpty();
        } else {
            assertThatIllegalStateException().isThrownBy(() -> f.demand(step)).withMessageContaining(step.name());
            assertThat(f.core.posted).isEmpty();
            assertThat(f.core.center.posted).isEmpty();
            assertThat(f.call.state()).isEqualTo(phase.state());
        }
    }

    @ParameterizedTest
    @MethodSource("phases")
    void survivesEveryEventInEveryPhase(InvitationPhase phase) {
        List<Consumer<InvitationFixture>> events = List.of(
                f -> f.provisional(183),
                f -> f.nativeState(4, 200, "OK", null),
                f -> f.nativeState(5, 200, "OK", null),
                f -> f.negotiated(0, Messages.OFFER, Messages.ANSWER),
                f -> f.negotiated(220_046, null, null),
                f -> f.negotiated(1, null, null),
                f -> f.negotiated(0, "nonsense", "nonsense"),
                f -> f.reinvite(Messages.OFFER),
                f -> f.reinvite("nonsense"),
                f -> f.reinvite(null),
                f -> f.reinviteResult(488, "Not Acceptable Here"),
                InvitationFixture::offerRequired,
                f -> f.failed(Op.ANSWER, 1, "no"),
                f -> f.failed(Op.REINVITE, 1, "no"),
                f -> f.failed(Op.END, 1, "no"),
                f -> f.core.event(f.id, 0x7FFF, 0, new FieldWriter()),
                f -> f.core.clock.advance(InvitationFixture.TIMEOUT),
                f -> f.nativeState(6, 200, "OK", Messages.request("BYE", "")));
        for (Consumer<InvitationFixture> event : events) {
            InvitationFixture f = InvitationFixture.at(phase);
            event.accept(f);
            for (ChangedState change : f.core.center.of(ChangedState.class)) {
                assertThat(change.sender()).isSameAs(f.call);
            }
            f.core.stop();
            boolean begun = phase != InvitationPhase.IDLE;
            assertThat(f.call.state()).isEqualTo(begun ? State.DISCONNECTED : State.IDLE);
            assertThat(f.core.handlers).isEmpty();
        }
    }

    static Stream<InvitationPhase> phases() {
        return Stream.of(InvitationPhase.values());
    }

    @Test
    void callsOutRingsConnectsAndIsEndedByThePeer() {
        InvitationFixture f = new InvitationFixture();
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        assertThat(f.call.sdp()).isEqualTo(new SdpState(Messages.offer(), null, null, null));
        f.nativeState(1, 0, "", null);
        f.provisional(180);
        f.provisional(183);
        f.success();
        assertThat(f.call.sdp()).isEqualTo(new SdpState(null, null, Messages.offer(), Messages.answer()));
        f.nativeState(6, 200, "OK", Messages.request("BYE", ""));
        assertThat(f.states())
                .containsExactly(
                        "OUTGOING/NORMAL 0",
                        "EARLY/NORMAL 180",
                        "EARLY/NORMAL 183",
                        "CONNECTING/NORMAL 200",
                        "CONNECTED/NORMAL 200",
                        "DISCONNECTED/NORMAL 0");
        ChangedState end = f.core.center.last(ChangedState.class);
        assertThat(end.originator()).isEqualTo(Originator.REMOTE);
        assertThat(end.previousState()).isEqualTo(State.CONNECTED);
        assertThat(end.message().method()).isEqualTo("BYE");
        assertThat(f.core.handlers).isEmpty();
        assertThat(f.core.clock.waiting()).isZero();
    }

    @Test
    void knowsBothSidesOfACall() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.NORMAL);
        assertThat(f.call.direction()).isEqualTo(Direction.OUTGOING);
        assertThat(f.call.from().orElseThrow().uri()).hasToString("sip:alice@example.com");
        assertThat(f.call.to().orElseThrow().uri()).hasToString("sip:bob@example.com");
        assertThat(f.call.localIdentity().orElseThrow().displayName()).isEqualTo("Alice");
        assertThat(f.call.remoteIdentity().orElseThrow().uri().user()).isEqualTo("bob");
        assertThat(f.call.requestUri().orElseThrow()).hasToString("sip:bob@example.com");
        assertThat(f.call.callId()).isPresent();
        assertThat(f.call.transport()).contains(Transport.UDP);
        assertThat(f.call.peerAddress()).contains(Addresses.parse(InvitationFixture.PEER));
        assertThat(f.call.localContact().orElseThrow().uri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(f.call.remoteContact().orElseThrow().uri()).hasToString("sip:bob@127.0.0.1:5070");
        assertThat(f.call.remoteUserAgent()).contains("peer/2");
    }

    @Test
    void postsTheInviteInTheFieldsOfTheBorder() {
        InvitationFixture f = new InvitationFixture();
        Invite plain = InvitationFixture.invite(Messages.offer());
        f.call.sendInvite(new Invite(
                plain.requestUri(),
                plain.from(),
                plain.to(),
                plain.contact(),
                plain.route(),
                plain.sdp(),
                Credentials.of("alice", "secret"),
                List.of(new GenericHeader("Subject", "tea")),
                plain.timeout()));
        FieldReader args = f.core.last().reader();
        assertThat(f.core.last().op()).isEqualTo(Op.INVITE);
        assertThat(args.readText()).isEqualTo("\"Alice\" <sip:alice@example.com>");
        assertThat(args.readText()).isEqualTo("<sip:bob@example.com>");
        assertThat(args.readText()).isEqualTo("sip:bob@example.com");
        assertThat(args.readText()).isEqualTo("<sip:alice@127.0.0.1:5060>");
        assertThat(args.readTexts()).containsExactly("<sip:127.0.0.1:5070;lr>");
        assertThat(args.readText()).isEqualTo(f.call.callId().orElseThrow());
        assertThat(args.readBytes()).isEqualTo(Messages.bytes(Messages.OFFER));
        assertThat(args.readList(item -> item.readText() + "=" + item.readText()))
                .containsExactly("Subject=tea");
        assertThat(args.readList(SentRequest::credential)).containsExactly("* alice secret");
        assertThat(args.readInt()).as("the time limit is kept above").isZero();
        assertThat(args.readInt()).as("session timers").isEqualTo(2);
        assertThat(args.readInt()).isEqualTo(1_800);
        assertThat(args.atEnd()).isTrue();
    }

    @Test
    void reportsARefusal() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.EARLY_OUT);
        f.nativeState(6, 486, "Busy Here", Messages.response(486, "Busy Here", "INVITE", "", ""));
        ChangedState end = f.core.center.last(ChangedState.class);
        assertThat(end.state()).isEqualTo(State.DISCONNECTED);
        assertThat(end.code()).isEqualTo(486);
        assertThat(end.reason()).isEqualTo("Busy Here");
        assertThat(end.originator()).isEqualTo(Originator.REMOTE);
    }

    @Test
    void givesUpAfterItsTimeoutAndCancels() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.EARLY_OUT);
        f.core.clock.advance(InvitationFixture.TIMEOUT.minusMillis(1));
        assertThat(f.call.state()).isEqualTo(State.EARLY);
        f.core.clock.advance(Duration.ofMillis(1));
        assertThat(f.core.center.last(ChangedState.class).code()).isEqualTo(408);
        assertThat(f.call.state()).isEqualTo(State.DISCONNECTED);
        assertThat(f.core.ops()).containsExactly(Op.END);
        assertThat(f.core.handlers).hasSize(1);
        f.nativeState(6, 487, "Request Terminated", null);
        assertThat(f.core.handlers).isEmpty();
        assertThat(f.states()).hasSize(1);
    }

    @Test
    void endsAfterItsTimeoutWithoutAnAnswerToTheBye() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.NORMAL);
        f.call.end(List.of(), Duration.ofSeconds(2));
        assertThat(f.states()).containsExactly("DISCONNECTING/NORMAL 0");
        f.core.clock.advance(Duration.ofSeconds(2));
        assertThat(f.states()).containsExactly("DISCONNECTING/NORMAL 0", "DISCONNECTED/NORMAL 408");
    }

    @Test
    void aTimerOfAnEarlierPhaseDoesNotEndACall() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.NORMAL);
        f.core.clock.advance(InvitationFixture.TIMEOUT.multipliedBy(2));
        assertThat(f.call.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void announcesAnIncomingCallAndAnswersIt() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.INCOMING);
        assertThat(f.call.direction()).isEqualTo(Direction.INCOMING);
        assertThat(f.call.remoteIdentity().orElseThrow().displayName()).isEqualTo("Bob");
        assertThat(f.call.localIdentity().orElseThrow().uri()).hasToString("sip:alice@example.com");
        assertThat(f.call.sdp().proposedRemote()).isEqualTo(Messages.offer());
        assertThat(f.call.localContact().orElseThrow().uri()).hasToString("sip:alice@127.0.0.1:5060");
        f.call.sendResponse(180);
        f.call.sendResponse(183, null, Messages.answer(), List.of());
        f.call.sendResponse(200, Messages.answer());
        f.negotiated(0, Messages.ANSWER, Messages.OFFER);
        f.acknowledged();
        assertThat(f.states())
                .containsExactly("EARLY/NORMAL 180", "EARLY/NORMAL 183", "CONNECTING/NORMAL 200", "CONNECTED/NORMAL 0");
        assertThat(f.call.sdp()).isEqualTo(new SdpState(null, null, Messages.answer(), Messages.offer()));
        FieldReader args = f.core.last().reader();
        assertThat(args.readInt()).isEqualTo(200);
        assertThat(args.readOptionalText()).isNull();
        assertThat(args.readBytes()).isEqualTo(Messages.bytes(Messages.ANSWER));
        assertThat(args.readList(item -> item.readText() + item.readText())).isEmpty();
        assertThat(args.readOptionalText()).isEqualTo("<sip:alice@127.0.0.1:5060>");
    }

    @Test
    void nobodyThereMeans480() {
        InvitationFixture f = new InvitationFixture();
        f.incoming(Messages.OFFER);
        assertThat(f.core.last().op()).isEqualTo(Op.ANSWER);
        assertThat(f.core.last().reader().readInt()).isEqualTo(480);
    }

    @Test
    void theLatestHandlerGetsTheCallUntilItsObservationIsClosed() {
        InvitationFixture f = new InvitationFixture();
        StringBuilder order = new StringBuilder();
        f.calls.handle(call -> order.append('a'));
        Observation second = f.calls.handle(call -> order.append('b'));
        f.incoming(Messages.OFFER);
        f.nativeState(6, 487, "", null);
        second.close();
        f.incoming(Messages.OFFER);
        assertThat(order).hasToString("ba");
    }

    @Test
    void aFailingHandlerMeans500() {
        InvitationFixture f = new InvitationFixture();
        f.calls.handle(call -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> f.incoming(Messages.OFFER))
                .withMessage("on purpose");
        assertThat(f.core.last().reader().readInt()).isEqualTo(500);
    }

    @Test
    void anUnreadableOfferMeans488() {
        InvitationFixture f = new InvitationFixture();
        f.calls.handle(call -> {
            throw new AssertionError("nothing to announce");
        });
        f.incoming("nonsense");
        assertThat(f.core.last().op()).isEqualTo(Op.END);
        assertThat(f.core.last().reader().readInt()).isEqualTo(488);
        assertThat(f.core.handlers).isEmpty();
    }

    @Test
    void aMissingAckIsToldBeforeTheEnd() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.CONNECTING);
        f.core.event(f.id, Event.ACK_MISSING, 408, new FieldWriter());
        f.nativeState(6, 408, "Request Timeout", null);
        assertThat(f.core.center.posted.get(0)).isInstanceOf(MissingAck.class);
        assertThat(f.core.center.posted.get(0).name()).isEqualTo("SIPInvitationMissingAck");
        assertThat(f.states()).containsExactly("DISCONNECTED/NORMAL 408");
    }

    @Test
    void requestsInsideTheDialogAreAnswered() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.NORMAL);
        for (String method : List.of("OPTIONS", "INFO")) {
            f.core.event(
                    f.id,
                    Event.IN_DIALOG_REQUEST,
                    0,
                    new FieldWriter()
                            .putLong(-77)
                            .putBytes(Messages.request(method, ""))
                            .putText("udp")
                            .putText(InvitationFixture.PEER));
            assertThat(f.core.last().op()).isEqualTo(Op.RESPOND);
            assertThat(f.core.last().id()).isEqualTo(-77);
            assertThat(f.core.last().reader().readInt()).isEqualTo(method.equals("OPTIONS") ? 200 : 405);
        }
    }

    @Test
    void stoppingTheEngineEndsTheCall() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.NORMAL);
        f.core.stop();
        ChangedState end = f.core.center.last(ChangedState.class);
        assertThat(end.state()).isEqualTo(State.DISCONNECTED);
        assertThat(end.code()).isEqualTo(500);
        assertThat(end.originator()).isEqualTo(Originator.LOCAL);
    }

    @Test
    void aStoppedEngineTakesNoInvitation() {
        InvitationFixture f = new InvitationFixture();
        f.core.running = false;
        assertThatIllegalStateException()
                .isThrownBy(() -> f.call.sendInvite(InvitationFixture.invite(Messages.offer())))
                .withMessageContaining("not running");
    }

    @Test
    void refusesWhatWouldHurtBelow() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.INCOMING);
        assertThatIllegalArgumentException().isThrownBy(() -> f.call.sendResponse(100));
        assertThatIllegalArgumentException().isThrownBy(() -> f.call.sendResponse(700));
        assertThatIllegalArgumentException().isThrownBy(() -> f.call.sendResponse(200));
        assertThatIllegalArgumentException().isThrownBy(() -> f.call.sendResponse(486, Messages.answer()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> f.call.sendResponse(180, "Ring\r\nX: y", null, List.of()));
        SipHeader evil = new SipHeader() {
            @Override
            public String name() {
                return "X";
            }

            @Override
            public String value() {
                return "a\r\nVia: b";
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> f.call.sendResponse(180, null, null, List.of(evil)));
        SdpSession tooHigh = SdpSession.parse(Messages.OFFER.replace("rtpmap:0 ", "rtpmap:99999 "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> f.call.sendResponse(200, tooHigh))
                .isInstanceOf(SipSyntaxException.class);
        assertThat(f.core.posted).isEmpty();
        assertThat(f.call.state()).isEqualTo(State.INCOMING);
    }

    @Test
    void engineReportsBecomeNotifications() {
        FakeCore core = new FakeCore();
        new EngineReports(null, core).listen();
        core.event(0, Event.LOG, 3, new FieldWriter().putText("hello"));
        core.event(
                0,
                Event.TRACE,
                1,
                new FieldWriter()
                        .putLong(1_000_000)
                        .putText("tcp")
                        .putText("127.0.0.1:5060")
                        .putText("[::1]:5070")
                        .putBytes(Messages.request("INVITE", "")));
        core.event(
                0,
                Event.TLS_VERIFY,
                1,
                new FieldWriter()
                        .putText("tls")
                        .putText("127.0.0.1:5061")
                        .putText("127.0.0.2:5061")
                        .putText("example.com")
                        .putText("untrusted")
                        .putText("CN=a")
                        .putText("CN=b"));
        assertThat(core.center.names()).containsExactly("SIPEngineLog", "SIPEngineSIPTrace", "SIPEngineTLSFailure");
        EngineNotification.SipTrace trace = core.center.last(EngineNotification.SipTrace.class);
        assertThat(trace.received()).isFalse();
        assertThat(trace.transport()).isEqualTo(Transport.TCP);
        assertThat(trace.source().getPort()).isEqualTo(5060);
        assertThat(trace.destination().getPort()).isEqualTo(5070);
        assertThat(trace.timestamp().getEpochSecond()).isEqualTo(1);
        assertThat(trace.message().method()).isEqualTo("INVITE");
        EngineNotification.Log log = core.center.last(EngineNotification.Log.class);
        assertThat(log.message()).isEqualTo("hello");
        assertThat(log.level()).isEqualTo(3);
        assertThat(log.sender()).isNull();
        assertThat(log.timestamp()).isEqualTo(core.clock.now());
        assertThat(core.center.last(EngineNotification.TlsFailure.class).reason())
                .contains("example.com", "untrusted");
    }

    @Test
    void aChangeTellsAllOfTheMessageThatCausedIt() {
        InvitationFixture f = new InvitationFixture();
        f.calls.handle(invitation -> f.call = invitation);
        f.incoming(Messages.OFFER);
        ChangedState received = f.core.center.last(ChangedState.class);
        assertThat(received.timestamp()).isEqualTo(f.core.clock.now());
        assertThat(received.previousState()).isEqualTo(State.IDLE);
        assertThat(received.previousSubState()).isEqualTo(SubState.NORMAL);
        assertThat(received.state()).isEqualTo(State.INCOMING);
        assertThat(received.subState()).isEqualTo(SubState.NORMAL);
        SipMessage invite = received.message();
        assertThat(invite.method()).isEqualTo("INVITE");
        assertThat(invite.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(invite.headers().userAgent()).contains("peer/1");
        assertThat(invite.body()).isEqualTo(Messages.bytes(Messages.OFFER));
        assertThat(received.code()).isZero();
        assertThat(received.reason()).isEmpty();
    }

    @Test
    void anSdpUpdateTellsBothDescriptions() {
        InvitationFixture f = InvitationFixture.at(InvitationPhase.SENT_PROPOSAL);
        f.negotiated(0, Messages.OFFER, Messages.ANSWER);
        GotSdpUpdate update = f.core.center.last(GotSdpUpdate.class);
        assertThat(update.timestamp()).isEqualTo(f.core.clock.now());
        assertThat(update.succeeded()).isTrue();
        assertThat(update.error()).isNull();
        assertThat(update.localSdp()).isEqualTo(Messages.offer());
        assertThat(update.remoteSdp()).isEqualTo(Messages.answer());
        SdpState sdp = f.call.sdp();
        assertThat(sdp.proposedLocal()).isNull();
        assertThat(sdp.proposedRemote()).isNull();
        assertThat(sdp.activeLocal()).isEqualTo(Messages.offer());
        assertThat(sdp.activeRemote()).isEqualTo(Messages.answer());
    }

    @Test
    void theWayAndTheCredentialsAreThoseOfTheInvite() {
        Invite invite = InvitationFixture.invite(Messages.offer());
        assertThat(invite.route().port()).isEqualTo(5070);
        assertThat(invite.credentials()).isNull();
    }
}
