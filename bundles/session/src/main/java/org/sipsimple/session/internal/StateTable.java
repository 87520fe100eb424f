/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionStateException;

import static org.sipsimple.api.session.Session.State.ACCEPTING;
import static org.sipsimple.api.session.Session.State.ACCEPTING_PROPOSAL;
import static org.sipsimple.api.session.Session.State.CANCELLING_PROPOSAL;
import static org.sipsimple.api.session.Session.State.CONNECTED;
import static org.sipsimple.api.session.Session.State.CONNECTING;
import static org.sipsimple.api.session.Session.State.IDLE;
import static org.sipsimple.api.session.Session.State.INCOMING;
import static org.sipsimple.api.session.Session.State.RECEIVED_PROPOSAL;
import static org.sipsimple.api.session.Session.State.REJECTING_PROPOSAL;
import static org.sipsimple.api.session.Session.State.SENDING_PROPOSAL;
import static org.sipsimple.api.session.Session.State.TERMINATED;
import static org.sipsimple.api.session.Session.State.TERMINATING;
import static org.sipsimple.session.internal.Operation.ACCEPT;
import static org.sipsimple.session.internal.Operation.ACCEPT_PROPOSAL;
import static org.sipsimple.session.internal.Operation.ACCEPT_TRANSFER;
import static org.sipsimple.session.internal.Operation.ADD_STREAMS;
import static org.sipsimple.session.internal.Operation.CANCEL_PROPOSAL;
import static org.sipsimple.session.internal.Operation.CONNECT;
import static org.sipsimple.session.internal.Operation.END;
import static org.sipsimple.session.internal.Operation.HOLD;
import static org.sipsimple.session.internal.Operation.REJECT;
import static org.sipsimple.session.internal.Operation.REJECT_PROPOSAL;
import static org.sipsimple.session.internal.Operation.REJECT_TRANSFER;
import static org.sipsimple.session.internal.Operation.REMOVE_STREAM;
import static org.sipsimple.session.internal.Operation.RING;
import static org.sipsimple.session.internal.Operation.TRANSFER;
import static org.sipsimple.session.internal.Operation.UNHOLD;

/**
 * The states of a session: what a user may ask in each, and where each leads.
 *
 * <pre>
 * IDLE -> CONNECTING -----------------------------> CONNECTED -> TERMINATING -> TERMINATED
 * IDLE -> INCOMING -> ACCEPTING ------------------> CONNECTED
 * CONNECTED -> SENDING_PROPOSAL ------------------> CONNECTED
 *              SENDING_PROPOSAL -> CANCELLING_PROPOSAL -> CONNECTED
 * CONNECTED -> RECEIVED_PROPOSAL -> ACCEPTING_PROPOSAL | REJECTING_PROPOSAL -> CONNECTED
 * </pre>
 *
 * Hold and the removal of streams ask nobody, so they have no state of their own: they wait in a queue while CONNECTED.
 */
final class StateTable {

    private record Row(Set<Operation> operations, Set<State> next) {}

    private static final Map<State, Row> ROWS = new EnumMap<>(State.class);

    static {
        row(IDLE, List.of(CONNECTING, INCOMING), CONNECT, HOLD, UNHOLD, END);
        row(CONNECTING, List.of(CONNECTED, TERMINATING), HOLD, UNHOLD, END);
        row(INCOMING, List.of(ACCEPTING, TERMINATING), RING, ACCEPT, REJECT, HOLD, UNHOLD, END);
        row(ACCEPTING, List.of(CONNECTED, TERMINATING), HOLD, UNHOLD, END);
        row(
                CONNECTED,
                List.of(SENDING_PROPOSAL, RECEIVED_PROPOSAL, TERMINATING),
                ADD_STREAMS,
                REMOVE_STREAM,
                TRANSFER,
                ACCEPT_TRANSFER,
                REJECT_TRANSFER,
                HOLD,
                UNHOLD,
                END);
        row(SENDING_PROPOSAL, List.of(CONNECTED, CANCELLING_PROPOSAL, TERMINATING), CANCEL_PROPOSAL, HOLD, UNHOLD, END);
        row(CANCELLING_PROPOSAL, List.of(CONNECTED, TERMINATING), HOLD, UNHOLD, END);
        row(
                RECEIVED_PROPOSAL,
                List.of(CONNECTED, ACCEPTING_PROPOSAL, REJECTING_PROPOSAL, TERMINATING),
                RING,
                ACCEPT_PROPOSAL,
                REJECT_PROPOSAL,
                HOLD,
                UNHOLD,
                END);
        row(ACCEPTING_PROPOSAL, List.of(CONNECTED, TERMINATING), HOLD, UNHOLD, END);
        row(REJECTING_PROPOSAL, List.of(CONNECTED, TERMINATING), HOLD, UNHOLD, END);
        row(TERMINATING, List.of(TERMINATED), END);
        row(TERMINATED, List.of(), END);
    }

    private StateTable() {}

    private static void row(State state, List<State> next, Operation... operations) {
        Set<State> states = EnumSet.noneOf(State.class);
        states.addAll(next);
        ROWS.put(state, new Row(EnumSet.copyOf(List.of(operations)), states));
    }

    static boolean allows(State state, Operation operation) {
        return ROWS.get(state).operations().contains(operation);
    }

    /** @throws SessionStateException when {@code operation} may not be asked for in {@code state} */
    static void check(State state, Operation operation) {
        if (!allows(state, operation)) {
            throw new SessionStateException(operation.method(), state);
        }
    }

    static boolean leadsTo(State from, State to) {
        return ROWS.get(from).next().contains(to);
    }

    /** @throws IllegalStateException naming both when {@code from} does not lead to {@code to} */
    static void checkTransition(State from, State to) {
        if (!leadsTo(from, to)) {
            throw new IllegalStateException("a session does not go from " + from + " to " + to);
        }
    }
}
