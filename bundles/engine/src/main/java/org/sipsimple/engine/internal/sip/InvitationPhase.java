/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;

/**
 * Where an invitation stands, and the one table of where it may go from there: RFC 3261 sections 13 to 15 as the seeds'
 * state machine has it. What has no cell is not allowed to the application and means nothing when it comes from below.
 *
 * <pre>
 * IDLE -> OUTGOING -> EARLY_OUT -> CONNECTING (-> OFFERED) -> NORMAL
 * IDLE -> INCOMING -> EARLY_IN  -> CONNECTING              -> NORMAL
 * NORMAL -> SENT_PROPOSAL | RECEIVED_PROPOSAL | RECEIVED_REQUEST -> NORMAL
 * all but IDLE -> DISCONNECTING -> DISCONNECTED
 * </pre>
 */
enum InvitationPhase {
    IDLE(State.IDLE, SubState.NORMAL),
    INCOMING(State.INCOMING, SubState.NORMAL),
    OUTGOING(State.OUTGOING, SubState.NORMAL),
    EARLY_IN(State.EARLY, SubState.NORMAL),
    EARLY_OUT(State.EARLY, SubState.NORMAL),
    CONNECTING(State.CONNECTING, SubState.NORMAL),
    /** The peer's 2xx holds the offer we asked for; the ACK waits for our answer. */
    OFFERED(State.CONNECTING, SubState.RECEIVED_PROPOSAL),
    NORMAL(State.CONNECTED, SubState.NORMAL),
    SENT_PROPOSAL(State.CONNECTED, SubState.SENT_PROPOSAL),
    RECEIVED_PROPOSAL(State.CONNECTED, SubState.RECEIVED_PROPOSAL),
    RECEIVED_REQUEST(State.CONNECTED, SubState.RECEIVED_PROPOSAL_REQUEST),
    DISCONNECTING(State.DISCONNECTING, SubState.NORMAL),
    DISCONNECTED(State.DISCONNECTED, SubState.NORMAL);

    /** What can happen to an invitation. */
    enum Step {
        // asked for by the application
        SEND_INVITE,
        SEND_PROVISIONAL,
        ACCEPT,
        REJECT,
        SEND_REINVITE,
        CANCEL_REINVITE,
        END,
        // told by the native side
        INVITE_RECEIVED,
        PROVISIONAL_RECEIVED,
        SUCCESS_RECEIVED,
        OFFER_RECEIVED,
        CONFIRMED,
        REINVITE_RECEIVED,
        REINVITE_WITHOUT_OFFER,
        REINVITE_CANCELLED,
        REINVITE_FINISHED,
        GONE,
        // of our own making
        TIMED_OUT
    }

    private static final Map<InvitationPhase, Map<Step, InvitationPhase>> TABLE = table();

    private final State state;
    private final SubState subState;

    InvitationPhase(State state, SubState subState) {
        this.state = state;
        this.subState = subState;
    }

    State state() {
        return state;
    }

    SubState subState() {
        return subState;
    }

    /** Where the step leads from here; empty if it may not be taken. */
    Optional<InvitationPhase> next(Step step) {
        return Optional.ofNullable(TABLE.get(this).get(step));
    }

    private static Map<InvitationPhase, Map<Step, InvitationPhase>> table() {
        Map<InvitationPhase, Map<Step, InvitationPhase>> table = new EnumMap<>(InvitationPhase.class);
        table.put(IDLE, Map.of(Step.SEND_INVITE, OUTGOING, Step.INVITE_RECEIVED, INCOMING));
        table.put(OUTGOING, outgoing());
        table.put(EARLY_OUT, outgoing());
        table.put(INCOMING, incoming());
        table.put(EARLY_IN, incoming());
        table.put(CONNECTING, live(Map.of(Step.CONFIRMED, NORMAL, Step.OFFER_RECEIVED, OFFERED)));
        table.put(OFFERED, live(Map.of(Step.ACCEPT, CONNECTING)));
        table.put(
                NORMAL,
                live(Map.of(
                        Step.SEND_REINVITE, SENT_PROPOSAL,
                        Step.REINVITE_RECEIVED, RECEIVED_PROPOSAL,
                        Step.REINVITE_WITHOUT_OFFER, RECEIVED_REQUEST)));
        table.put(SENT_PROPOSAL, live(Map.of(Step.CANCEL_REINVITE, SENT_PROPOSAL, Step.REINVITE_FINISHED, NORMAL)));
        table.put(RECEIVED_PROPOSAL, answering(RECEIVED_PROPOSAL));
        table.put(RECEIVED_REQUEST, answering(RECEIVED_REQUEST));
        table.put(DISCONNECTING, Map.of(Step.GONE, DISCONNECTED, Step.TIMED_OUT, DISCONNECTED));
        table.put(DISCONNECTED, Map.of());
        return table;
    }

    private static Map<Step, InvitationPhase> outgoing() {
        return live(Map.of(
                Step.PROVISIONAL_RECEIVED, EARLY_OUT,
                Step.SUCCESS_RECEIVED, CONNECTING,
                Step.TIMED_OUT, DISCONNECTED));
    }

    private static Map<Step, InvitationPhase> incoming() {
        return live(Map.of(
                Step.SEND_PROVISIONAL, EARLY_IN,
                Step.ACCEPT, CONNECTING,
                Step.REJECT, DISCONNECTING));
    }

    private static Map<Step, InvitationPhase> answering(InvitationPhase same) {
        return live(Map.of(
                Step.SEND_PROVISIONAL, same,
                Step.ACCEPT, NORMAL,
                Step.REJECT, NORMAL,
                Step.REINVITE_CANCELLED, NORMAL));
    }

    /** Every dialog can be ended by us, and can end by itself. */
    private static Map<Step, InvitationPhase> live(Map<Step, InvitationPhase> steps) {
        Map<Step, InvitationPhase> all = new EnumMap<>(steps);
        all.put(Step.END, DISCONNECTING);
        all.put(Step.GONE, DISCONNECTED);
        return all;
    }
}
