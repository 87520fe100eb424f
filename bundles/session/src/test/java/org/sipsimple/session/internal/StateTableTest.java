/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipsimple.session.internal.SessionFixture.failure;
import static org.sipsimple.session.internal.SessionFixture.sdp;

/** Walks every cell of the table: each operation, with a real session, in each state. */
class StateTableTest {

    /** What the API documents, written down again by hand. */
    private static final Map<State, Set<Operation>> ALLOWED = new EnumMap<>(Map.ofEntries(
            Map.entry(State.IDLE, EnumSet.of(Operation.CONNECT, Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(State.CONNECTING, EnumSet.of(Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(
                    State.INCOMING,
                    EnumSet.of(
                            Operation.RING,
                            Operation.ACCEPT,
                            Operation.REJECT,
                            Operation.HOLD,
                            Operation.UNHOLD,
                            Operation.END)),
            Map.entry(State.ACCEPTING, EnumSet.of(Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(
                    State.CONNECTED,
                    EnumSet.of(
                            Operation.ADD_STREAMS,
                            Operation.REMOVE_STREAM,
                            Operation.TRANSFER,
                            Operation.ACCEPT_TRANSFER,
                            Operation.REJECT_TRANSFER,
                            Operation.HOLD,
                            Operation.UNHOLD,
                            Operation.END)),
            Map.entry(
                    State.SENDING_PROPOSAL,
                    EnumSet.of(Operation.CANCEL_PROPOSAL, Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(State.CANCELLING_PROPOSAL, EnumSet.of(Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(
                    State.RECEIVED_PROPOSAL,
                    EnumSet.of(
                            Operation.RING,
                            Operation.ACCEPT_PROPOSAL,
                            Operation.REJECT_PROPOSAL,
                            Operation.HOLD,
                            Operation.UNHOLD,
                            Operation.END)),
            Map.entry(State.ACCEPTING_PROPOSAL, EnumSet.of(Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(State.REJECTING_PROPOSAL, EnumSet.of(Operation.HOLD, Operation.UNHOLD, Operation.END)),
            Map.entry(State.TERMINATING, EnumSet.of(Operation.END)),
            Map.entry(State.TERMINATED, EnumSet.of(Operation.END))));

    @TestFactory
    Stream<DynamicTest> everyOperationInEveryState() {
        List<DynamicTest> cells = new ArrayList<>();
        for (State state : State.values()) {
            for (Operation operation : Operation.values()) {
                cells.add(DynamicTest.dynamicTest(operation + " in " + state, () -> walk(state, operation)));
            }
        }
        return cells.stream();
    }

    private static void walk(State state, Operation operation) {
        SessionFixture fixture = new SessionFixture();
        Session session = sessionIn(state, fixture);
        assertThat(session.state()).isEqualTo(state);
        CompletionStage<Void> stage = ask(session, operation, fixture);
        if (operation == Operation.ACCEPT_TRANSFER || operation == Operation.REJECT_TRANSFER) {
            // what the state would allow still lacks the peer's wish
            assertThat(failure(stage))
                    .isInstanceOf(SessionStateException.class)
                    .hasMessageContaining(
                            ALLOWED.get(state).contains(operation) ? "without a transfer" : operation.method());
        } else if (ALLOWED.get(state).contains(operation)) {
            if (stage.toCompletableFuture().isCompletedExceptionally()) {
                assertThat(failure(stage)).isNotInstanceOf(SessionStateException.class);
            }
        } else {
            assertThat(failure(stage))
                    .isInstanceOfSatisfying(SessionStateException.class, e -> assertThat(e.state())
                            .isEqualTo(state))
                    .hasMessageContaining(operation.method())
                    .hasMessageContaining(state.name());
            assertThat(session.state()).isEqualTo(state);
        }
    }

    private static CompletionStage<Void> ask(Session session, Operation operation, SessionFixture fixture) {
        return switch (operation) {
            case CONNECT ->
                session.connect(
                        ToHeader.of(SessionFixture.BOB), List.of(SessionFixture.ROUTE), List.of(fixture.voice()));
            case RING -> session.sendRingIndication();
            case ACCEPT -> session.accept(session.proposedStreams());
            case REJECT -> session.reject();
            case ACCEPT_PROPOSAL -> session.acceptProposal(session.proposedStreams());
            case REJECT_PROPOSAL -> session.rejectProposal();
            case ADD_STREAMS -> session.addStream(fixture.text());
            case REMOVE_STREAM ->
                session.removeStream(
                        session.streams().isEmpty()
                                ? fixture.voice()
                                : session.streams().get(0));
            case CANCEL_PROPOSAL -> session.cancelProposal();
            case HOLD -> session.hold();
            case UNHOLD -> session.unhold();
            case TRANSFER -> session.transfer(SessionFixture.CAROL);
            case ACCEPT_TRANSFER -> session.acceptTransfer();
            case REJECT_TRANSFER -> session.rejectTransfer();
            case END -> session.end();
        };
    }

    private static Session sessionIn(State state, SessionFixture fixture) {
        return switch (state) {
            case IDLE -> fixture.manager.create(fixture.account);
            case CONNECTING -> fixture.call(fixture.voice()).session();
            case INCOMING -> fixture.incoming(sdp("voice"));
            case ACCEPTING -> {
                Session session = fixture.incoming(sdp("voice"));
                session.accept(session.proposedStreams());
                yield session;
            }
            case CONNECTED -> fixture.connected(fixture.voice()).session();
            case SENDING_PROPOSAL -> {
                Session session = fixture.connected(fixture.voice()).session();
                session.addStream(fixture.text());
                yield session;
            }
            case CANCELLING_PROPOSAL -> {
                Session session = fixture.connected(fixture.voice()).session();
                session.addStream(fixture.text());
                session.cancelProposal();
                yield session;
            }
            case RECEIVED_PROPOSAL -> proposed(fixture);
            case ACCEPTING_PROPOSAL -> {
                Session session = proposed(fixture);
                ((FakeStream) session.proposedStreams().get(0)).onInitialize(Fault.WAIT);
                session.acceptProposal(session.proposedStreams());
                yield session;
            }
            case REJECTING_PROPOSAL -> {
                Session session = proposed(fixture);
                fixture.peer().dialogIsSlow();
                session.rejectProposal();
                yield session;
            }
            case TERMINATING -> {
                Session session = fixture.connected(fixture.voice()).session();
                fixture.peer().peerFallsSilent();
                session.end();
                yield session;
            }
            case TERMINATED -> {
                Session session = fixture.connected(fixture.voice()).session();
                session.end();
                yield session;
            }
        };
    }

    private static Session proposed(SessionFixture fixture) {
        Session session = fixture.connected(fixture.voice()).session();
        fixture.peer().peerReinvites(sdp("voice", "text"));
        return session;
    }

    @Test
    void refusesEveryTransitionThatIsNotInTheTable() {
        for (State from : State.values()) {
            for (State to : State.values()) {
                if (!StateTable.leadsTo(from, to)) {
                    assertThatThrownBy(() -> StateTable.checkTransition(from, to))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(from.name())
                            .hasMessageContaining(to.name());
                }
            }
        }
        assertThat(StateTable.leadsTo(State.TERMINATED, State.CONNECTING)).isFalse();
        assertThat(StateTable.leadsTo(State.IDLE, State.CONNECTING)).isTrue();
    }

    @Test
    void everyStateThatBeganCanOnlyEndByTerminating() {
        for (State state : State.values()) {
            boolean live = state != State.IDLE && state != State.TERMINATING && state != State.TERMINATED;
            assertThat(StateTable.leadsTo(state, State.TERMINATING)).isEqualTo(live);
            assertThat(StateTable.leadsTo(state, State.TERMINATED)).isEqualTo(state == State.TERMINATING);
        }
    }
}
