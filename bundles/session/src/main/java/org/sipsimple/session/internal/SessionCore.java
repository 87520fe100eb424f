/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.internal.StreamHandle.Stage;

/**
 * The state of one session and what its procedures share: its state, its dialog, its streams, its clock. Session's
 * executor only, but for {@link #state}, {@link #facts} and {@link #submit}.
 */
final class SessionCore {
    private static final Logger LOG = System.getLogger(SessionCore.class.getName());

    final DefaultSession session;
    final Account account;
    final SessionServices services;
    final SessionFacts facts = new SessionFacts();
    final ChangeQueue changes;
    final LocalDescription description;
    final StreamFinder finder;
    final SessionOwner owner;
    final Alongside alongside;

    private final SerialExecutor executor;
    private final List<StreamHandle> handles = new ArrayList<>();
    private final List<CompletableFuture<Void>> waitingForEnd = new ArrayList<>();
    private volatile State state = State.IDLE;
    private Procedure procedure;
    private MediaLines lines = MediaLines.NONE;
    private @Nullable Invitation invitation;
    private @Nullable Observation observation;
    private @Nullable ChangedState deferred;
    private @Nullable AddChange proposal;

    SessionCore(DefaultSession session, SessionServices services, SerialExecutor executor, SessionOwner owner) {
        this.session = session;
        this.account = session.account();
        this.services = services;
        this.executor = executor;
        this.owner = owner;
        this.alongside = new Alongside(this);
        this.changes = new ChangeQueue(this);
        this.description = new LocalDescription(services.engine().options().userAgent());
        this.finder = new StreamFinder(services.registry());
        this.procedure = new Unborn(this);
    }

    // --- jobs and time

    /** Runs a job on the session's executor; an error of ours in it ends the session instead of leaving it stuck. */
    void submit(Runnable job) {
        executor.execute(() -> guarded(job));
    }

    Scheduled after(Duration delay, Runnable job) {
        return services.scheduler().schedule(delay, () -> submit(job));
    }

    Instant now() {
        return services.scheduler().now();
    }

    private void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException mistake) {
            LOG.log(Level.ERROR, () -> "internal error in " + session + ", which ends now", mistake);
            if (state == State.IDLE && invitation != null) {
                attempt(call -> call.sendResponse(500));
                discard();
            }
            terminate(Ending.local(500, "Server Internal Error", "internal error: " + mistake));
        }
    }

    // --- state and procedures

    State state() {
        return state;
    }

    void enter(State next) {
        StateTable.checkTransition(state, next);
        boolean begins = state == State.IDLE;
        state = next;
        if (begins) {
            owner.begun(session);
        }
    }

    void run(Procedure next) {
        procedure = next;
        next.begin();
    }

    /** Back to the procedure of a connected session that does nothing else. */
    void settle() {
        run(new Steady(this));
    }

    /** As {@link #settle}, but without a change of ours: an event of the dialog is on its way and comes first. */
    void awaitPeer() {
        procedure = new Steady(this);
    }

    /** Lets the next change of ours have its turn if nothing else goes on. */
    void pump() {
        if (procedure instanceof Steady steady) {
            steady.pump();
        }
    }

    /** Cancels the re-INVITE of {@code change}; false when it is not on its way. */
    boolean cancelUpdate(LocalChange change) {
        if (procedure instanceof LocalUpdate update && update.change() == change) {
            update.cancel();
            return true;
        }
        return false;
    }

    /** The procedure that waits for the user's word on a call of the peer. */
    Optional<IncomingSetup> incomingSetup() {
        return procedure instanceof IncomingSetup setup ? Optional.of(setup) : Optional.empty();
    }

    /** The procedure that waits for the user's word on a proposal of the peer. */
    Optional<RemoteUpdate> remoteUpdate() {
        return procedure instanceof RemoteUpdate update ? Optional.of(update) : Optional.empty();
    }

    /** Our proposal in progress. */
    Optional<AddChange> proposal() {
        return Optional.ofNullable(proposal);
    }

    /** Sets or clears our proposal in progress. */
    void setProposal(@Nullable AddChange newProposal, List<MediaStream> streams) {
        proposal = newProposal;
        facts.proposedStreams = streams;
    }

    /** Ends the session for that reason, whatever it is doing. */
    void terminate(Ending ending) {
        if (state == State.IDLE || state == State.TERMINATING || state == State.TERMINATED) {
            return;
        }
        alongside.abandon(ending.toException());
        procedure.abandon(ending.toException());
        changes.abandon(ending.toException());
        proposal().ifPresent(change -> change.abandon(ending.toException()));
        run(new Termination(this, ending));
    }

    /** Completes when the session is over; at once when it never began. */
    void completeAtEnd(CompletableFuture<Void> done) {
        if (state == State.IDLE || state == State.TERMINATED) {
            done.complete(null);
        } else {
            waitingForEnd.add(done);
        }
    }

    /** Lets go of a call that was refused before anyone was told of it. */
    void discard() {
        if (observation != null) {
            observation.close();
        }
        owner.over(session);
    }

    /** The last step: nothing is heard of the session any more. */
    void terminated(SessionNotification farewell) {
        if (observation != null) {
            observation.close();
        }
        facts.stopTime = now();
        enter(State.TERMINATED);
        facts.streams = List.of();
        facts.proposedStreams = List.of();
        owner.over(session);
        post(farewell);
        waitingForEnd.forEach(done -> done.complete(null));
        waitingForEnd.clear();
    }

    // --- notifications

    void post(Notification notification) {
        services.notifications().post(notification);
    }

    /** Hears what an object reports on the session's executor. */
    <T extends Notification> Observation observe(Class<T> type, Object sender, Consumer<T> listener) {
        return services.notifications().observe(type, sender, executor, event -> guarded(() -> listener.accept(event)));
    }

    /** Hears what becomes of a REFER that is about to be sent. */
    Outcome hear(Referral referral, Outcome.Listener listener) {
        return new Outcome(referral, services.notifications(), executor, listener);
    }

    /** Reports that a transaction of the dialog is complete. */
    void transactionDone(
            Originator originator, String method, ChangedState outcome, SessionNotification.AckStatus ack) {
        post(new SessionNotification.DidProcessTransaction(
                session, now(), originator, method, outcome.code(), outcome.reason(), ack));
    }

    /**
     * Reports the transaction that ended the dialog.
     *
     * @param asker who ended it
     */
    void dialogDone(Originator asker, ChangedState last) {
        boolean bye = facts.hasStarted();
        boolean answered = last.code() != 0;
        Originator caller = facts.direction == Direction.OUTGOING ? Originator.LOCAL : Originator.REMOTE;
        post(new SessionNotification.DidProcessTransaction(
                session,
                now(),
                bye ? asker : caller,
                bye ? "BYE" : "INVITE",
                answered ? last.code() : bye ? 200 : 487,
                answered ? last.reason() : bye ? "OK" : "Request Terminated",
                SessionNotification.AckStatus.UNKNOWN));
    }

    // --- the dialog

    /** The dialog; only after {@link #adopt}. */
    Invitation invitation() {
        Invitation current = invitation;
        if (current == null) {
            throw new IllegalStateException("there is no dialog yet");
        }
        return current;
    }

    boolean hasInvitation() {
        return invitation != null;
    }

    /** Makes {@code next} the session's dialog, in place of one that failed. */
    void adopt(Invitation next) {
        if (observation != null) {
            observation.close();
        }
        invitation = next;
        observation = services.notifications().observe(InvitationNotification.class, next, executor, this::heard);
    }

    /**
     * Does something with the dialog, which may have changed by itself a moment ago.
     *
     * @return false when its state did not allow it any more: then an event that tells why is on its way
     */
    boolean attempt(Consumer<Invitation> action) {
        try {
            action.accept(invitation());
            return true;
        } catch (IllegalStateException late) {
            LOG.log(Level.DEBUG, () -> session + " came too late: " + late.getMessage());
            return false;
        }
    }

    /** The way that the messages of the dialog take. */
    Optional<Route> peerRoute() {
        Invitation dialog = invitation();
        return dialog.peerAddress().flatMap(peer -> dialog.transport()
                .map(transport -> new Route(peer.getAddress(), peer.getPort(), transport)));
    }

    /** Keeps an offer that came while something else goes on. */
    void defer(ChangedState offer) {
        deferred = offer;
    }

    /** Takes the kept offer, if the peer still waits for its answer. */
    Optional<ChangedState> takeDeferred() {
        ChangedState offer = deferred;
        deferred = null;
        boolean pending = offer != null && invitation().subState() == offer.subState();
        return pending ? Optional.of(offer) : Optional.empty();
    }

    private void heard(InvitationNotification notification) {
        if (notification.sender() == invitation && state != State.TERMINATED) {
            guarded(() -> dispatch(notification));
        }
    }

    private void dispatch(InvitationNotification notification) {
        facts.learn(notification.sender());
        alongside.joinConference();
        if (notification instanceof ChangedState change) {
            if (change.state() == Invitation.State.DISCONNECTED) {
                procedure.disconnected(change);
            } else {
                procedure.changed(change);
            }
        } else if (notification instanceof InvitationNotification.GotSdpUpdate update) {
            procedure.sdpUpdated(update);
        } else {
            procedure.ackMissing();
        }
    }

    // --- streams

    /** A handle for a stream that joins the session. */
    StreamHandle handle(MediaStream stream) {
        StreamHandle handle = new StreamHandle(stream, services.notifications(), executor);
        handles.add(handle);
        return handle;
    }

    /** All streams that joined and are not released. */
    List<StreamHandle> handles() {
        return List.copyOf(handles);
    }

    /** Ends a stream that leaves the session. */
    void release(StreamHandle handle) {
        handles.remove(handle);
        handle.deactivate();
        handle.end();
    }

    MediaLines lines() {
        return lines;
    }

    /** Sets what lines there are, and with it the active streams. */
    void setLines(MediaLines newLines) {
        lines = newLines;
        facts.streams = newLines.handles().stream().map(StreamHandle::stream).toList();
    }

    /** The announced address of media towards a peer. */
    void moveTo(InetAddress address) {
        description.moveTo(address);
        facts.localAddress = address;
    }

    /** Takes streams that have started into the session; from now on their failure is its business. */
    void join(MediaLines newLines) {
        setLines(newLines);
        newLines.handles().forEach(handle -> handle.listen(this::broke));
    }

    /** A running stream broke: it leaves the session, which ends when no other is left whole. */
    private void broke(StreamHandle handle) {
        if (handle.stage() != Stage.FAILED) {
            return;
        }
        if (lines.handles().stream().allMatch(each -> each.stage() == Stage.FAILED)) {
            terminate(Ending.local(handle.failure()));
        } else {
            changes.add(new RemoveChange(this, List.of(handle), new CompletableFuture<>()));
            pump();
        }
    }

    /**
     * Brings the running streams in line with what was agreed: those whose line is given up end, the others are updated,
     * and changes of hold are reported. New lines stay without a stream until one {@link #join joins}.
     */
    void apply(Agreement agreement) {
        Map<StreamHandle, HoldState> before = holdStates();
        setLines(lines.describedBy(agreement.local()));
        List<StreamHandle> gone = new ArrayList<>();
        for (StreamHandle handle : lines.handles()) {
            int index = lines.indexOf(handle);
            if (agreement.uses(index)) {
                handle.update(agreement, index);
            } else {
                gone.add(handle);
            }
        }
        drop(gone);
        reportHold(before);
    }

    /** Takes streams out of the session and reports it. */
    void drop(List<StreamHandle> gone) {
        if (!gone.isEmpty()) {
            setLines(lines.without(gone));
            gone.forEach(this::release);
            post(new SessionNotification.DidRenegotiateStreams(session, now(), List.of(), streams(gone)));
        }
    }

    static List<MediaStream> streams(List<StreamHandle> handles) {
        return handles.stream().map(StreamHandle::stream).toList();
    }

    Map<StreamHandle, HoldState> holdStates() {
        return lines.handles().stream()
                .filter(handle -> handle.stream().holdSupported())
                .collect(Collectors.toMap(handle -> handle, handle -> HoldState.of(handle.stream())));
    }

    /** Tells of hold that began or ended since {@code before}. */
    void reportHold(Map<StreamHandle, HoldState> before) {
        Map<StreamHandle, HoldState> after = holdStates();
        for (Originator side : Originator.values()) {
            boolean changed = after.entrySet().stream()
                    .anyMatch(now -> now.getValue().by(side)
                            != before.getOrDefault(now.getKey(), HoldState.NONE).by(side));
            if (changed) {
                boolean any = after.values().stream().anyMatch(hold -> hold.by(side));
                boolean all = after.values().stream().allMatch(hold -> hold.by(side));
                post(new SessionNotification.DidChangeHoldState(session, now(), side, any, any && !all));
            }
        }
    }

    /** Before a session begins nothing happens to it. */
    private static final class Unborn extends Procedure {
        Unborn(SessionCore core) {
            super(core);
        }

        @Override
        void begin() {}
    }
}
