/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.SdpState;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.sip.InvitationPhase.Step;

/**
 * The state of one invitation and the only place that changes it. A change, the commands that go with it and its
 * notification are one atomic step, and take effect outside in the order of the steps (see {@link Outbox}).
 */
final class InvitationState {
    private static final Logger LOG = System.getLogger(InvitationState.class.getName());
    private static final SdpState NO_SDP = new SdpState(null, null, null, null);

    private final Invitation owner;
    private final EngineCore core;
    private final Outbox outbox;

    // written under the lock of this object
    private volatile InvitationPhase phase = InvitationPhase.IDLE;
    private volatile SdpState sdp = NO_SDP;
    private volatile Peer peer = Peer.UNKNOWN;
    private @Nullable Scheduled timer;
    /** The last negotiation came before the 2xx that may still change it. */
    private boolean earlySdp;

    InvitationState(Invitation owner, EngineCore core) {
        this.owner = owner;
        this.core = core;
        this.outbox = new Outbox(core);
    }

    Invitation owner() {
        return owner;
    }

    InvitationPhase phase() {
        return phase;
    }

    SdpState sdp() {
        return sdp;
    }

    Peer peer() {
        return peer;
    }

    /**
     * Takes a step for the application, if it is allowed now.
     *
     * @param change applied together with it
     * @param command carried out after the notification
     * @return false, and nothing has changed, when it is not
     */
    boolean attempt(Step step, Cause cause, UnaryOperator<SdpState> change, Runnable command) {
        synchronized (this) {
            InvitationPhase next = phase.next(step).orElse(null);
            if (next == null) {
                return false;
            }
            sdp = change.apply(sdp);
            move(step, next, cause);
            outbox.add(command);
        }
        outbox.send();
        return true;
    }

    /** As {@link #attempt}, but throws {@link IllegalStateException} naming the step and the phase. */
    void demand(Step step, Cause cause, UnaryOperator<SdpState> change, Runnable command) {
        InvitationPhase before = phase;
        if (!attempt(step, cause, change, command)) {
            throw new IllegalStateException(step + " is not possible in " + before);
        }
    }

    /** Takes a step that has happened; false, and nothing changes, when it means nothing in this phase. */
    boolean happened(Step step, Cause cause) {
        return happened(step, cause, UnaryOperator.identity());
    }

    boolean happened(Step step, Cause cause, UnaryOperator<SdpState> change) {
        synchronized (this) {
            InvitationPhase next = phase.next(step).orElse(null);
            if (next == null) {
                LOG.log(Level.DEBUG, () -> step + " means nothing in " + phase);
                return false;
            }
            sdp = change.apply(sdp);
            repeatEarlySdp(step);
            move(step, next, cause);
        }
        outbox.send();
        return true;
    }

    void heard(Peer changed) {
        synchronized (this) {
            peer = changed;
        }
    }

    /** An offer and its answer fit: they are in force now. */
    void agreed(SdpSession local, SdpSession remote) {
        synchronized (this) {
            sdp = new SdpState(null, null, local, remote);
            earlySdp = phase == InvitationPhase.OUTGOING || phase == InvitationPhase.EARLY_OUT;
            addSdpUpdate(null);
        }
        outbox.send();
    }

    /** An offer and its answer did not fit: what was in force stays. */
    void disagreed(String error) {
        synchronized (this) {
            sdp = withoutProposals(sdp);
            addSdpUpdate(error);
        }
        outbox.send();
    }

    void gotMessage(SipMessage message) {
        synchronized (this) {
            post(new InvitationNotification.GotMessage(
                    owner,
                    core.scheduler().now(),
                    message.headers(),
                    SipBody.of(message).orElse(null)));
        }
        outbox.send();
    }

    void ackMissing() {
        synchronized (this) {
            post(new InvitationNotification.MissingAck(owner, core.scheduler().now()));
        }
        outbox.send();
    }

    /** Runs a task on the event thread after that time, unless another timer takes its place or the dialog gets on. */
    void startTimer(Duration delay, Runnable task) {
        Scheduled next = core.scheduler().schedule(delay, () -> core.execute(task));
        Scheduled previous;
        synchronized (this) {
            previous = timer;
            timer = next;
        }
        if (previous != null) {
            previous.cancel();
        }
    }

    static SdpState withoutProposals(SdpState sdp) {
        return new SdpState(null, null, sdp.activeLocal(), sdp.activeRemote());
    }

    private void move(Step step, InvitationPhase next, Cause cause) {
        InvitationPhase previous = phase;
        phase = next;
        if (next == InvitationPhase.DISCONNECTED) {
            sdp = withoutProposals(sdp);
        }
        if (next == InvitationPhase.CONNECTING || next == InvitationPhase.DISCONNECTED) {
            stopTimer();
        }
        if (next != previous || step == Step.PROVISIONAL_RECEIVED || next == InvitationPhase.EARLY_IN) {
            post(new InvitationNotification.ChangedState(
                    owner,
                    core.scheduler().now(),
                    previous.state(),
                    previous.subState(),
                    next.state(),
                    next.subState(),
                    cause.originator(),
                    cause.code(),
                    cause.reason(),
                    cause.message()));
        }
    }

    /** So that everybody hears of SDP with or after the 2xx, also of one that was final in a provisional answer. */
    private void repeatEarlySdp(Step step) {
        if (step == Step.CONFIRMED && earlySdp) {
            earlySdp = false;
            addSdpUpdate(null);
        }
    }

    private void addSdpUpdate(@Nullable String error) {
        SdpState now = sdp;
        post(new InvitationNotification.GotSdpUpdate(
                owner,
                core.scheduler().now(),
                error,
                error == null ? now.activeLocal() : null,
                error == null ? now.activeRemote() : null));
    }

    private void post(InvitationNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private void stopTimer() {
        Scheduled running = timer;
        timer = null;
        if (running != null) {
            running.cancel();
        }
    }
}
