/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionNotification.AckStatus;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.WarningHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.threading.Scheduled;

/**
 * A re-INVITE or UPDATE of the peer. What adds no stream is answered at once; added streams wait for the user. What
 * cannot be taken is refused with 488 and a Warning that says why, and changes nothing.
 */
final class RemoteUpdate extends Procedure {
    private final String method;
    private final boolean offerless;
    private @Nullable SdpSession offer;
    private MediaLines lines = MediaLines.NONE;
    private List<StreamHandle> added = List.of();
    private List<MediaStream> proposed = List.of();
    private @Nullable StreamGroup group;
    private @Nullable Ending refusal;
    private @Nullable CompletableFuture<Void> done;
    private @Nullable Scheduled limit;
    private @Nullable GotSdpUpdate sdp;
    private boolean answered;
    private boolean complete;

    RemoteUpdate(SessionCore core, ChangedState event) {
        super(core);
        SipMessage request = event.message();
        this.method = request != null && request.isRequest() ? request.method() : "INVITE";
        this.offerless = event.subState() == SubState.RECEIVED_PROPOSAL_REQUEST;
    }

    @Override
    void begin() {
        lines = core.lines();
        if (offerless) {
            LineWriter.Offer ours = LineWriter.offer(lines, core.description);
            respond(ours.sdp());
            return;
        }
        SdpSession remote = core.invitation().sdp().proposedRemote();
        if (remote == null) {
            core.awaitPeer(); // taken back meanwhile; the next event says so
            return;
        }
        offer = remote;
        OfferReview review = OfferReview.of(remote, lines, index -> core.finder.find(core.account, remote, index));
        if (review.problem() != null) {
            refuse(488, review.problem());
        } else if (review.added().isEmpty()) {
            lines = lines.without(review.removed());
            respond(LineWriter.answer(remote, lines, core.description));
        } else if (method.equals("UPDATE")) {
            // RFC 3311 section 5.2: an UPDATE is answered at once, so nobody can be asked
            refuse(504, "Streams can be added by a re-INVITE only");
        } else {
            propose(review);
        }
    }

    private void propose(OfferReview review) {
        core.proposal().ifPresent(AddChange::giveWay);
        core.enter(State.RECEIVED_PROPOSAL);
        review.added().forEach((index, stream) -> lines = lines.with(index, core.handle(stream)));
        added = lines.handles().stream()
                .filter(handle -> core.lines().indexOf(handle) < 0)
                .toList();
        proposed = SessionCore.streams(added);
        core.facts.proposedStreams = proposed;
        core.post(new SessionNotification.GotProposal(core.session, core.now(), Originator.REMOTE, proposed));
    }

    void ring() {
        core.attempt(invitation -> invitation.sendResponse(180));
    }

    void accept(List<MediaStream> streams, CompletableFuture<Void> whenStarted) {
        Chosen chosen = Chosen.of(streams, added);
        core.enter(State.ACCEPTING_PROPOSAL);
        lines = lines.without(chosen.left());
        chosen.left().forEach(core::release);
        added = chosen.taken();
        done = whenStarted;
        StreamGroup taken = new StreamGroup(core, added);
        group = taken;
        taken.initialize(core.session, Direction.INCOMING, () -> initialized(taken));
    }

    private void initialized(StreamGroup taken) {
        SdpSession remote = offer;
        lines = lines.without(
                added.stream().filter(handle -> !taken.alive().contains(handle)).toList());
        if (remote != null && !taken.alive().isEmpty()) {
            SdpSession sdpAnswer = LineWriter.answer(remote, lines, core.description);
            if (!taken.alive().isEmpty()) {
                respond(sdpAnswer);
                return;
            }
        }
        refuse(488, taken.failure());
    }

    void reject(int code, @Nullable String reason, CompletableFuture<Void> whenRejected) {
        core.enter(State.REJECTING_PROPOSAL);
        done = whenRejected;
        refusal = Ending.local(code, reason == null ? "" : reason, Ending.USER_REQUEST);
        sendRefusal(code, reason, List.of());
    }

    private void refuse(int code, @Nullable String why) {
        String text = why == null ? "Not acceptable" : why;
        refusal = Ending.local(code, "", text);
        sendRefusal(code, null, List.of(new WarningHeader(399, "sipsimple", text)));
    }

    private void sendRefusal(int code, @Nullable String reason, List<WarningHeader> headers) {
        answered = true;
        limit = core.after(core.services.timers().update(), this::finish);
        core.attempt(invitation -> invitation.sendResponse(code, reason, null, List.copyOf(headers)));
    }

    private void respond(SdpSession local) {
        answered = true;
        limit = core.after(core.services.timers().update(), this::finish);
        core.attempt(invitation -> invitation.sendResponse(200, local));
    }

    @Override
    void changed(ChangedState event) {
        if (event.subState() == SubState.NORMAL && !complete) {
            complete = true;
            core.transactionDone(Originator.REMOTE, method, event, AckStatus.UNKNOWN);
            if (event.code() >= 300) {
                refused(event);
            } else {
                conclude();
            }
        } else {
            super.changed(event);
        }
    }

    @Override
    void sdpUpdated(GotSdpUpdate update) {
        if (answered && sdp == null) {
            sdp = update;
            conclude();
        }
    }

    private void conclude() {
        GotSdpUpdate update = sdp;
        if (!complete || update == null) {
            return;
        }
        cancelLimit();
        if (update.localSdp() == null || update.remoteSdp() == null) {
            failed("SDP negotiation failed: " + update.error());
            return;
        }
        Agreement agreement = new Agreement(update.localSdp(), update.remoteSdp());
        core.apply(agreement);
        StreamGroup taken = group;
        if (taken == null) {
            finish();
        } else {
            taken.start(agreement, lines, core.services.timers().streamStart(), () -> started(agreement, taken));
        }
    }

    private void started(Agreement agreement, StreamGroup taken) {
        List<StreamHandle> running = taken.started();
        boolean incomplete =
                added.stream().anyMatch(handle -> !running.contains(handle) && agreement.uses(lines.indexOf(handle)));
        if (incomplete) {
            core.changes.addFirst(new RepairChange());
        }
        if (running.isEmpty()) {
            failed(taken.failure());
            return;
        }
        core.join(core.lines().adopting(running, lines));
        List<MediaStream> streams = SessionCore.streams(running);
        leaveProposal();
        core.post(new SessionNotification.GotAcceptProposal(
                core.session, core.now(), Originator.REMOTE, streams, proposed));
        core.post(new SessionNotification.DidRenegotiateStreams(core.session, core.now(), streams, List.of()));
        if (done != null) {
            done.complete(null);
        }
        core.settle();
    }

    /** The transaction ended with a refusal of ours, or the peer took its proposal back. */
    private void refused(ChangedState event) {
        cancelLimit();
        Ending why = refusal;
        if (core.state() == State.ACCEPTING_PROPOSAL) {
            failed(why == null ? "the peer cancelled its proposal" : why.text());
            return;
        }
        boolean byUser = core.state() == State.REJECTING_PROPOSAL;
        if (byUser || core.state() == State.RECEIVED_PROPOSAL) {
            leaveProposal();
            core.post(new SessionNotification.GotRejectProposal(
                    core.session, core.now(), Originator.REMOTE, event.code(), event.reason(), proposed));
            if (done != null) {
                done.complete(null);
            }
        }
        core.settle();
    }

    private void failed(String why) {
        boolean hadProposal = !proposed.isEmpty();
        leaveProposal();
        if (hadProposal) {
            core.post(new SessionNotification.HadProposalFailure(core.session, core.now(), why, proposed));
        }
        if (done != null) {
            done.completeExceptionally(Ending.local(why).toException());
        }
        core.settle();
    }

    /** What waits no longer: the dialog never said how it went. */
    private void finish() {
        cancelLimit();
        if (proposed.isEmpty()) {
            core.settle();
        } else {
            failed("the dialog did not complete the proposal");
        }
    }

    private void leaveProposal() {
        for (StreamHandle handle : added) {
            if (core.lines().indexOf(handle) < 0) {
                core.release(handle);
            }
        }
        core.facts.proposedStreams = List.of();
        if (!proposed.isEmpty()) {
            core.enter(State.CONNECTED);
        }
    }

    @Override
    void abandon(SessionFailedException cause) {
        cancelLimit();
        if (group != null) {
            group.abandon();
        }
        if (done != null) {
            done.completeExceptionally(cause);
        }
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }
}
