/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;

/** An engine that calls itself over each transport, with the real native library. */
@Timeout(60)
class LoopbackCallTest {
    private static EngineHarness harness;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        harness = new EngineHarness();
        harness.start(EngineHarness.withAllTransports(EngineHarness.options(), directory));
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static Route route(Transport transport) {
        String name = transport == Transport.TLS ? "localhost" : null;
        return new Route(InetAddress.getLoopbackAddress(), harness.port(transport), transport, name);
    }

    private static SipUri bob(Transport transport) {
        return SipUri.of("bob", "127.0.0.1").withPort(harness.port(transport)).withTransport(transport);
    }

    private static ContactHeader contact(Transport transport) {
        InetSocketAddress local = harness.engine.contactAddress(route(transport));
        return ContactHeader.of(SipUri.of("alice", local.getAddress().getHostAddress())
                .withPort(local.getPort())
                .withTransport(transport));
    }

    /** Both ends of a call that has just been answered. */
    private record Ends(CallEnd caller, CallEnd callee) {
        static Ends connected(Transport transport) {
            CallEnd caller = harness.newCall();
            caller.invite(bob(transport), route(transport), contact(transport), CallEnd.sdp(40_000, "sendrecv"));
            CallEnd callee = harness.nextIncoming();
            callee.call.sendResponse(180);
            caller.await(State.EARLY);
            callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            caller.await(State.CONNECTED);
            callee.await(State.CONNECTED);
            return new Ends(caller, callee);
        }

        void end() {
            caller.call.end(List.of(), CallEnd.TIMEOUT);
            caller.await(State.DISCONNECTED);
            callee.await(State.DISCONNECTED);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void callsHoldsAndEnds(Transport transport) {
        Ends ends = Ends.connected(transport);
        CallEnd caller = ends.caller();
        CallEnd callee = ends.callee();
        assertThat(caller.states()).containsExactly("OUTGOING 0", "EARLY 180", "CONNECTING 200", "CONNECTED 200");
        assertThat(callee.states()).endsWith("EARLY 180", "CONNECTING 200", "CONNECTED 0");
        assertThat(caller.call.transport()).contains(transport);
        assertThat(callee.call.transport()).contains(transport);
        assertThat(caller.call.peerAddress().orElseThrow().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(callee.call.callId()).isEqualTo(caller.call.callId());
        assertThat(callee.call.direction()).isEqualTo(Direction.INCOMING);
        assertThat(callee.call.remoteIdentity().orElseThrow().displayName()).isEqualTo("Alice");
        assertThat(callee.call.remoteUserAgent()).contains("sipsimple-java");
        assertThat(callee.call.receivedRequest().orElseThrow().method()).isEqualTo("INVITE");
        assertThat(caller.call.receivedRequest()).isEmpty();
        assertThat(callee.call.remoteContact()).contains(contact(transport));
        assertThat(caller.call.remoteContact()).isEqualTo(callee.call.localContact());
        assertThat(caller.call.sdp().activeRemote().media().get(0).port()).isEqualTo(50_000);
        assertThat(callee.call.sdp().activeRemote().media().get(0).port()).isEqualTo(40_000);

        callee.call.sendReinvite(CallEnd.sdp(50_000, "sendonly"), List.of());
        caller.await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
        assertThat(caller.call.sdp().proposedRemote().direction(0)).isEqualTo(MediaDirection.SENDONLY);
        caller.call.sendResponse(200, CallEnd.sdp(40_000, "recvonly"));
        ChangedState held = callee.await(State.CONNECTED);
        assertThat(held.code()).isEqualTo(200);
        assertThat(callee.call.sdp().activeRemote().direction(0)).isEqualTo(MediaDirection.RECVONLY);
        assertThat(callee.call.sdp().proposedLocal()).isNull();

        ends.end();
        ChangedState bye = (ChangedState) callee.seen().get(callee.seen().size() - 1);
        assertThat(bye.originator()).isEqualTo(Originator.REMOTE);
        assertThat(bye.message().method()).isEqualTo("BYE");
    }

    @Test
    void aRefusedReinviteKeepsTheCallAsItWas() {
        Ends ends = Ends.connected(Transport.UDP);
        ends.caller().call.sendReinvite(CallEnd.sdp(41_000, "sendrecv"), List.of());
        ends.callee().await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
        ends.callee().call.sendResponse(488);
        ChangedState refused = ends.caller().await(State.CONNECTED);
        assertThat(refused.code()).isEqualTo(488);
        assertThat(refused.originator()).isEqualTo(Originator.REMOTE);
        assertThat(ends.caller().call.sdp().activeLocal().media().get(0).port()).isEqualTo(40_000);
        ends.end();
    }

    @Test
    void aReinviteCanBeCancelled() {
        Ends ends = Ends.connected(Transport.UDP);
        ends.caller().call.sendReinvite(CallEnd.sdp(41_000, "sendrecv"), List.of());
        ends.callee().await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
        ends.caller().call.cancelReinvite();
        ChangedState cancelled = ends.caller().await(State.CONNECTED);
        assertThat(cancelled.code()).isEqualTo(487);
        ChangedState told = ends.callee().await(State.CONNECTED);
        assertThat(told.code()).isEqualTo(487);
        assertThat(told.originator()).isEqualTo(Originator.REMOTE);
        assertThat(ends.callee().call.sdp().proposedRemote()).isNull();

        ends.callee().call.sendReinvite(CallEnd.sdp(51_000, "sendrecv"), List.of());
        ends.caller().await(State.CONNECTED, SubState.RECEIVED_PROPOSAL);
        ends.caller().call.sendResponse(200, CallEnd.sdp(41_000, "sendrecv"));
        assertThat(ends.callee().await(State.CONNECTED).code()).isEqualTo(200);
        assertThat(ends.caller().call.sdp().activeRemote().media().get(0).port())
                .isEqualTo(51_000);
        ends.end();
    }

    @Test
    void busy() {
        CallEnd caller = harness.newCall();
        caller.invite(
                bob(Transport.UDP), route(Transport.UDP), contact(Transport.UDP), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(486, "At tea", null, List.of(new GenericHeader("X-Cups", "2")));
        ChangedState refused = caller.await(State.DISCONNECTED);
        assertThat(refused.code()).isEqualTo(486);
        assertThat(refused.reason()).isEqualTo("At tea");
        assertThat(refused.message().headers().first("X-Cups")).contains("2");
        assertThat(callee.await(State.DISCONNECTED).code()).isEqualTo(486);
    }

    @Test
    void cancelWhileRinging() {
        CallEnd caller = harness.newCall();
        caller.invite(
                bob(Transport.TCP), route(Transport.TCP), contact(Transport.TCP), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(180);
        caller.await(State.EARLY);
        caller.call.end(List.of(), CallEnd.TIMEOUT);
        assertThat(caller.await(State.DISCONNECTED).code()).isEqualTo(487);
        ChangedState cancelled = callee.await(State.DISCONNECTED);
        assertThat(cancelled.originator()).isEqualTo(Originator.REMOTE);
        assertThat(cancelled.message().method()).isEqualTo("CANCEL");
    }

    @Test
    void endingAnUnansweredCallDeclinesIt() {
        CallEnd caller = harness.newCall();
        caller.invite(
                bob(Transport.UDP), route(Transport.UDP), contact(Transport.UDP), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.end(List.of(), CallEnd.TIMEOUT);
        assertThat(caller.await(State.DISCONNECTED).code()).isEqualTo(603);
        callee.await(State.DISCONNECTED);
    }

    @Test
    void anInviteWithoutOfferIsAnsweredByOneAndThePeersOfferByUs() {
        CallEnd caller = harness.newCall();
        caller.invite(bob(Transport.UDP), route(Transport.UDP), contact(Transport.UDP), null);
        CallEnd callee = harness.nextIncoming();
        assertThat(callee.call.sdp().proposedRemote()).isNull();
        callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
        caller.await(State.CONNECTING, SubState.RECEIVED_PROPOSAL);
        assertThat(caller.call.sdp().proposedRemote().media().get(0).port()).isEqualTo(50_000);
        caller.call.sendResponse(200, CallEnd.sdp(40_000, "sendrecv"));
        caller.await(State.CONNECTED);
        callee.await(State.CONNECTED);
        assertThat(caller.call.sdp().activeRemote().media().get(0).port()).isEqualTo(50_000);
        assertThat(callee.call.sdp().activeRemote().media().get(0).port()).isEqualTo(40_000);
        new Ends(caller, callee).end();
    }

    @Test
    void earlySdpIsReportedBeforeAndWithTheAnswer() {
        CallEnd caller = harness.newCall();
        caller.invite(
                bob(Transport.UDP), route(Transport.UDP), contact(Transport.UDP), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(183, null, CallEnd.sdp(50_000, "sendrecv"), List.of());
        assertThat(caller.awaitSdp().succeeded()).isTrue();
        callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
        caller.await(State.CONNECTED);
        callee.await(State.CONNECTED);
        long updates =
                caller.seen().stream().filter(GotSdpUpdate.class::isInstance).count();
        assertThat(updates).isGreaterThanOrEqualTo(2);
        new Ends(caller, callee).end();
    }

    @Test
    void noAnswerInTimeEndsWith408() {
        CallEnd caller = harness.newCall();
        caller.invite(
                bob(Transport.UDP),
                route(Transport.UDP),
                contact(Transport.UDP),
                CallEnd.sdp(40_000, "sendrecv"),
                null,
                Duration.ofMillis(300));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(180);
        ChangedState end = caller.await(State.DISCONNECTED);
        assertThat(end.code()).isEqualTo(408);
        assertThat(end.originator()).isEqualTo(Originator.LOCAL);
        callee.await(State.DISCONNECTED);
    }

    @Test
    void nobodyListeningThereIsAFailureOfTheTransport() {
        CallEnd caller = harness.newCall();
        SipUri nobody = SipUri.of("bob", "127.0.0.1").withPort(9).withTransport(Transport.TCP);
        caller.invite(nobody, harness.route(Transport.TCP, 9), contact(Transport.TCP), CallEnd.sdp(40_000, "sendrecv"));
        assertThat(caller.await(State.DISCONNECTED).code()).isEqualTo(503);
    }

    @Test
    void aServerWithAnotherNameIsNotTrustedAndTheReasonIsTold() {
        LinkedBlockingQueue<EngineNotification.TlsFailure> failures =
                harness.queueOf(EngineNotification.TlsFailure.class);
        CallEnd caller = harness.newCall();
        Route wrong = new Route(
                InetAddress.getLoopbackAddress(), harness.port(Transport.TLS), Transport.TLS, "wrong.example");
        caller.invite(bob(Transport.TLS), wrong, contact(Transport.TLS), CallEnd.sdp(40_000, "sendrecv"));
        assertThat(caller.await(State.DISCONNECTED).code()).isEqualTo(503);
        EngineNotification.TlsFailure failure = EngineHarness.take(failures, "a TLS failure");
        assertThat(failure.reason()).contains("wrong.example");
        assertThat(failure.peer().getPort()).isEqualTo(harness.port(Transport.TLS));
    }

    @Test
    void manyCallsAtOnceLeaveNothingBehind() throws SipCoreException {
        List<CallEnd> callers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            CallEnd caller = harness.newCall();
            caller.invite(
                    bob(Transport.TCP), route(Transport.TCP), contact(Transport.TCP), CallEnd.sdp(40_000, "sendrecv"));
            callers.add(caller);
        }
        List<CallEnd> callees = new ArrayList<>();
        while (callees.size() < callers.size()) {
            CallEnd callee = harness.nextIncoming();
            callee.call.sendResponse(180);
            callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
            callees.add(callee);
        }
        callers.forEach(caller -> caller.await(State.CONNECTED));
        callees.forEach(callee -> callee.await(State.CONNECTED));
        callees.forEach(callee -> callee.call.end(List.of(), CallEnd.TIMEOUT));
        callers.forEach(caller -> caller.await(State.DISCONNECTED));
        callees.forEach(callee -> callee.await(State.DISCONNECTED));
        Map<String, Long> counters = new HashMap<>();
        harness.engine
                .core()
                .call("count", Op.COUNTERS, 0, new FieldWriter())
                .readList(item -> Map.entry(item.readText(), item.readLong()))
                .forEach(counter -> counters.put(counter.getKey(), counter.getValue()));
        assertThat(counters).containsEntry("objects", 0L).containsEntry("events-lost", 0L);
    }
}
