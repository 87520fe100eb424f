/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.WarningHeader;
import org.sipsimple.api.stream.MediaStream;

/** A call of a peer until SDP is agreed on. An INVITE without SDP is answered with an offer of ours. */
final class IncomingSetup extends Procedure {
    private @Nullable SdpSession offer;
    private MediaLines lines = MediaLines.NONE;
    private @Nullable StreamGroup group;
    private @Nullable CompletableFuture<Void> done;
    private boolean confirmed;

    IncomingSetup(SessionCore core) {
        super(core);
    }

    @Override
    void begin() {
        Invitation invitation = core.invitation();
        Session replaced = core.facts.replacedSession;
        if (replaced != null && (replaced.state() == State.TERMINATING || replaced.state() == State.TERMINATED)) {
            core.attempt(call -> call.sendResponse(603));
            core.discard();
            return;
        }
        offer = invitation.sdp().proposedRemote();
        lines = offer == null ? defaults() : wanted(offer);
        if (lines.handles().isEmpty()) {
            WarningHeader warning = new WarningHeader(304, "sipsimple", "No media type of the offer is available");
            core.attempt(call -> call.sendResponse(488, null, null, List.of(warning)));
            core.discard();
            return;
        }
        core.enter(State.INCOMING);
        core.facts.direction = Direction.INCOMING;
        core.facts.learn(invitation);
        core.facts.subject = invitation
                .receivedRequest()
                .flatMap(request -> request.headers().subject())
                .orElse(null);
        List<MediaStream> streams = SessionCore.streams(lines.handles());
        core.facts.proposedStreams = streams;
        core.post(new SessionNotification.NewIncoming(core.session, core.now(), streams));
    }

    private MediaLines defaults() {
        return MediaLines.NONE.with(
                core.finder.defaults(core.account).stream().map(core::handle).toList());
    }

    private MediaLines wanted(SdpSession remote) {
        MediaLines found = MediaLines.NONE;
        for (int i = 0; i < remote.media().size(); i++) {
            Optional<MediaStream> stream =
                    remote.media().get(i).isRefused() ? Optional.empty() : core.finder.find(core.account, remote, i);
            if (stream.isPresent()) {
                found = found.with(i, core.handle(stream.get()));
            }
        }
        return found;
    }

    void ring() {
        core.attempt(invitation -> invitation.sendResponse(180));
    }

    /** @param streams some of those proposed */
    void accept(List<MediaStream> streams, CompletableFuture<Void> whenStarted) {
        Chosen chosen = Chosen.of(streams, lines.handles());
        core.enter(State.ACCEPTING);
        core.facts.proposedStreams = SessionCore.streams(chosen.taken());
        lines = lines.without(chosen.left());
        chosen.left().forEach(core::release);
        done = whenStarted;
        StreamGroup taken = new StreamGroup(core, chosen.taken());
        group = taken;
        core.peerRoute()
                .ifPresent(route ->
                        core.moveTo(core.services.engine().contactAddress(route).getAddress()));
        taken.initialize(core.session, Direction.INCOMING, () -> answer(taken));
    }

    private void answer(StreamGroup taken) {
        lines = lines.keeping(taken.alive());
        SdpSession remote = offer;
        SdpSession sdp;
        if (remote == null) {
            LineWriter.Offer ours = LineWriter.offer(lines, core.description);
            lines = ours.lines();
            sdp = ours.sdp();
        } else {
            sdp = LineWriter.answer(remote, lines, core.description);
        }
        if (taken.alive().isEmpty()) {
            core.terminate(Ending.local(488, "Not Acceptable Here", taken.failure()));
        } else {
            core.attempt(invitation -> invitation.sendResponse(200, sdp));
        }
    }

    @Override
    void changed(ChangedState event) {
        if (event.state() == Invitation.State.CONNECTED && event.previousState() != Invitation.State.CONNECTED) {
            Startup.confirm(core, event);
            confirmed = true;
        } else {
            super.changed(event);
        }
    }

    @Override
    void sdpUpdated(GotSdpUpdate update) {
        StreamGroup taken = group;
        CompletableFuture<Void> whenStarted = done;
        if (taken == null || whenStarted == null) {
            return;
        }
        if (update.localSdp() == null || update.remoteSdp() == null) {
            core.terminate(Ending.local(488, "Not Acceptable Here", "SDP negotiation failed: " + update.error()));
        } else {
            Agreement agreement = new Agreement(update.localSdp(), update.remoteSdp());
            core.run(new Startup(core, agreement, taken, lines, confirmed, whenStarted));
        }
    }

    @Override
    void disconnected(ChangedState event) {
        Ending ending = Ending.of(event);
        core.dialogDone(event.originator(), event);
        boolean cancelled = event.code() == 0 || event.code() == 487;
        core.terminate(
                cancelled ? new Ending(event.originator(), 487, "Session Cancelled", Ending.USER_REQUEST) : ending);
    }

    @Override
    void abandon(SessionFailedException cause) {
        if (group != null) {
            group.abandon();
        }
        if (done != null) {
            done.completeExceptionally(cause);
        }
    }
}
