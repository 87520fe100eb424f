/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionNotification.AckStatus;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.threading.Scheduled;

/**
 * A re-INVITE of ours, for one change. A 491 puts the change back into the queue for a random time (RFC 3261 section
 * 14.1); 408 and 481 end the session, as the dialog is gone (section 12.2.1.2).
 */
final class LocalUpdate extends Procedure {
    private final LocalChange change;
    private MediaLines offered = MediaLines.NONE;
    private @Nullable Scheduled limit;
    private @Nullable ChangedState outcome;
    private @Nullable GotSdpUpdate sdp;
    private boolean overdue;

    LocalUpdate(SessionCore core, LocalChange change) {
        super(core);
        this.change = change;
    }

    LocalChange change() {
        return change;
    }

    @Override
    void begin() {
        LineWriter.Offer offer = LineWriter.offer(change.lines(core.lines()), core.description);
        offered = offer.lines();
        if (!core.attempt(invitation ->
                invitation.sendReinvite(offer.sdp(), change.contact().orElse(null), List.of()))) {
            // the peer was faster; its re-INVITE or BYE is the next event
            core.changes.addFirst(change);
            core.awaitPeer();
            return;
        }
        limit = core.after(change.limit(core.services.timers()), this::overdue);
    }

    private void overdue() {
        overdue = true;
        core.attempt(Invitation::cancelReinvite);
    }

    /** Cancels the re-INVITE unless it is answered already; the outcome comes in any case. */
    void cancel() {
        if (outcome == null) {
            core.attempt(Invitation::cancelReinvite);
        }
    }

    @Override
    void changed(ChangedState event) {
        if (event.subState() == SubState.SENT_PROPOSAL) {
            if (event.code() > 100 && event.code() < 200) {
                core.post(new SessionNotification.GotProvisionalResponse(
                        core.session, core.now(), event.code(), event.reason()));
            }
        } else if (event.subState() == SubState.NORMAL && outcome == null && event.code() >= 200) {
            outcome = event;
            if (event.code() != 491) {
                core.changes.glareOver();
            }
            core.transactionDone(Originator.LOCAL, "INVITE", event, AckStatus.UNKNOWN);
            conclude(event);
        } else {
            super.changed(event);
        }
    }

    @Override
    void sdpUpdated(GotSdpUpdate update) {
        sdp = update;
        if (outcome != null) {
            conclude(outcome);
        }
    }

    private void conclude(ChangedState event) {
        if (event.code() >= 300) {
            cancelLimit();
            refused(event);
        } else if (sdp != null) {
            cancelLimit();
            if (sdp.localSdp() == null || sdp.remoteSdp() == null) {
                change.refused(Ending.local("SDP negotiation failed: " + sdp.error()));
                core.settle();
            } else {
                agreed(new Agreement(sdp.localSdp(), sdp.remoteSdp()));
            }
        }
    }

    private void agreed(Agreement agreement) {
        core.apply(agreement);
        change.agreed(agreement, offered, core::settle);
    }

    private void refused(ChangedState event) {
        switch (event.code()) {
            case 408, 481 -> {
                change.refused(Ending.of(event));
                core.terminate(Ending.of(event));
            }
            case 491 -> glare(event);
            default -> {
                change.refused(
                        overdue ? Ending.local(408, "Request Timeout", "the peer did not answer") : Ending.of(event));
                core.settle();
            }
        }
    }

    private void glare(ChangedState event) {
        if (core.changes.mayRetry()) {
            Direction direction = core.facts.direction == null ? Direction.OUTGOING : core.facts.direction;
            core.changes.retryAfter(GlareBackoff.draw(direction, core.services.random()), change);
        } else {
            change.refused(Ending.of(event));
        }
        core.settle();
    }

    @Override
    void abandon(SessionFailedException cause) {
        cancelLimit();
        change.abandon(cause);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }
}
