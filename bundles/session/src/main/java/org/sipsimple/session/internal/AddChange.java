/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.session.SessionTimers;

/** Our proposal of further streams, from their preparation to their start. */
final class AddChange implements LocalChange {
    private final SessionCore core;
    private final List<MediaStream> proposed;
    private final StreamGroup group;
    private final CompletableFuture<Void> done;
    private boolean closed;
    private boolean starting;
    private @Nullable CompletableFuture<Void> cancelled;

    AddChange(SessionCore core, List<MediaStream> proposed, CompletableFuture<Void> done) {
        this.core = core;
        this.proposed = List.copyOf(proposed);
        this.group =
                new StreamGroup(core, this.proposed.stream().map(core::handle).toList());
        this.done = done;
    }

    /** Prepares the streams and then waits for its turn. */
    void propose() {
        core.enter(State.SENDING_PROPOSAL);
        core.setProposal(this, proposed);
        core.post(new SessionNotification.GotProposal(core.session, core.now(), Originator.LOCAL, proposed));
        group.initialize(core.session, Direction.OUTGOING, this::initialized);
    }

    private void initialized() {
        if (group.alive().isEmpty()) {
            failed(group.failure());
        } else {
            core.changes.add(this);
            core.pump();
        }
    }

    /** Takes the proposal back. */
    void cancel(CompletableFuture<Void> cancelDone) {
        if (starting) {
            cancelDone.completeExceptionally(
                    Ending.local("too late: the peer has accepted").toException());
            return;
        }
        core.enter(State.CANCELLING_PROPOSAL);
        cancelled = cancelDone;
        if (core.changes.remove(this) || !core.cancelUpdate(this)) {
            refused(Ending.CANCELLED);
        }
    }

    /** The peer's proposal came while ours waits after a glare: theirs goes first, ours is off. */
    void giveWay() {
        core.changes.remove(this);
        refused(new Ending(Originator.REMOTE, 491, "Request Pending", "the peer made a proposal at the same time"));
    }

    @Override
    public boolean begin() {
        return !closed;
    }

    @Override
    public MediaLines lines(MediaLines current) {
        return current.with(group.alive());
    }

    @Override
    public Duration limit(SessionTimers timers) {
        return timers.proposal();
    }

    @Override
    public void agreed(Agreement agreement, MediaLines offered, Runnable whenDone) {
        boolean none = group.alive().stream().noneMatch(handle -> agreement.uses(offered.indexOf(handle)));
        if (cancelled != null) {
            core.changes.addFirst(new RepairChange());
            refused(Ending.CANCELLED);
            whenDone.run();
        } else if (none) {
            refused(new Ending(Originator.REMOTE, 488, "Not Acceptable Here", "all proposed streams were refused"));
            whenDone.run();
        } else {
            starting = true;
            group.start(
                    agreement,
                    offered,
                    core.services.timers().streamStart(),
                    () -> started(agreement, offered, whenDone));
        }
    }

    private void started(Agreement agreement, MediaLines offered, Runnable whenDone) {
        List<StreamHandle> running = group.started();
        boolean incomplete = offered.handles().stream()
                .anyMatch(handle -> agreement.uses(offered.indexOf(handle))
                        && group.all().contains(handle)
                        && !running.contains(handle));
        if (incomplete) {
            core.changes.addFirst(new RepairChange());
        }
        if (running.isEmpty()) {
            failed(group.failure());
        } else {
            core.join(core.lines().adopting(running, offered));
            List<MediaStream> streams = SessionCore.streams(running);
            close();
            core.post(new SessionNotification.GotAcceptProposal(
                    core.session, core.now(), Originator.LOCAL, streams, proposed));
            core.post(new SessionNotification.DidRenegotiateStreams(core.session, core.now(), streams, List.of()));
            done.complete(null);
        }
        whenDone.run();
    }

    @Override
    public void refused(Ending why) {
        close();
        group.all().forEach(core::release);
        core.post(new SessionNotification.GotRejectProposal(
                core.session, core.now(), Originator.LOCAL, why.code(), why.reason(), proposed));
        done.completeExceptionally(why.toException());
        if (cancelled != null) {
            cancelled.complete(null);
        }
    }

    private void failed(String reason) {
        close();
        group.all().forEach(core::release);
        core.post(new SessionNotification.HadProposalFailure(core.session, core.now(), reason, proposed));
        done.completeExceptionally(Ending.local(reason).toException());
    }

    @Override
    public void abandon(SessionFailedException cause) {
        closed = true;
        group.abandon();
        done.completeExceptionally(cause);
        if (cancelled != null) {
            cancelled.complete(null);
        }
    }

    private void close() {
        closed = true;
        group.abandon();
        core.setProposal(null, List.of());
        core.enter(State.CONNECTED);
    }
}
