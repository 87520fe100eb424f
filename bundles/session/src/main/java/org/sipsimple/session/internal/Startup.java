/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionNotification.AckStatus;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.Originator;

/** SDP is agreed on: starts the streams and waits for them and for the dialog to be confirmed. */
final class Startup extends Procedure {
    private final Agreement agreement;
    private final StreamGroup group;
    private final MediaLines offered;
    private final CompletableFuture<Void> done;
    private boolean confirmed;
    private boolean settled;
    private @Nullable Agreement updated;

    /** @param confirmed whether the ACK was sent or received already */
    Startup(
            SessionCore core,
            Agreement agreement,
            StreamGroup group,
            MediaLines offered,
            boolean confirmed,
            CompletableFuture<Void> done) {
        super(core);
        this.agreement = agreement;
        this.group = group;
        this.offered = offered;
        this.confirmed = confirmed;
        this.done = done;
    }

    @Override
    void begin() {
        if (group.alive().stream().noneMatch(handle -> agreement.uses(offered.indexOf(handle)))) {
            core.terminate(new Ending(Originator.REMOTE, 488, "Not Acceptable Here", "all streams were refused"));
            return;
        }
        core.post(new SessionNotification.WillStart(core.session, core.now()));
        group.start(agreement, offered, core.services.timers().streamStart(), this::streamsSettled);
    }

    private void streamsSettled() {
        settled = true;
        if (group.started().isEmpty()) {
            core.terminate(Ending.local(500, "Server Internal Error", group.failure()));
        } else {
            finish();
        }
    }

    @Override
    void changed(ChangedState event) {
        if (event.state() == Invitation.State.CONNECTED && event.previousState() != Invitation.State.CONNECTED) {
            confirm(core, event);
            confirmed = true;
            finish();
        } else {
            super.changed(event);
        }
    }

    /** An UPDATE came while the streams start. */
    @Override
    void sdpUpdated(GotSdpUpdate update) {
        if (update.localSdp() != null && update.remoteSdp() != null) {
            updated = new Agreement(update.localSdp(), update.remoteSdp());
        }
    }

    /** Reports the INVITE transaction, which is complete by the ACK. */
    static void confirm(SessionCore core, ChangedState event) {
        boolean ours = core.facts.direction == Direction.OUTGOING;
        core.post(new SessionNotification.DidProcessTransaction(
                core.session,
                core.now(),
                ours ? Originator.LOCAL : Originator.REMOTE,
                "INVITE",
                200,
                "OK",
                ours ? AckStatus.UNKNOWN : AckStatus.RECEIVED));
    }

    private void finish() {
        if (!settled || !confirmed) {
            return;
        }
        List<StreamHandle> running = group.started();
        core.join(MediaLines.NONE.describedBy(agreement.local()).adopting(running, offered));
        core.facts.proposedStreams = List.of();
        core.facts.startTime = core.now();
        core.enter(State.CONNECTED);
        core.post(new SessionNotification.DidStart(core.session, core.now(), SessionCore.streams(running)));
        core.reportHold(Map.of());
        if (agreement.usedLines() > running.size()) {
            core.changes.addFirst(new RepairChange());
        }
        if (updated != null) {
            core.apply(updated);
        }
        done.complete(null);
        core.alongside.joinConference();
        Session replaced = core.facts.replacedSession;
        core.settle();
        if (replaced != null && core.facts.direction == Direction.INCOMING) {
            replaced.end(); // RFC 3891 section 3; one that a transfer ends is ended by that transfer
        }
    }

    @Override
    void ackMissing() {
        core.post(new SessionNotification.DidProcessTransaction(
                core.session, core.now(), Originator.REMOTE, "INVITE", 200, "OK", AckStatus.MISSING));
        super.ackMissing();
    }

    @Override
    void abandon(SessionFailedException cause) {
        group.abandon();
        done.completeExceptionally(cause);
    }
}
