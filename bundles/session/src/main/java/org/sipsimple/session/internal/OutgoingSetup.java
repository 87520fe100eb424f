/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.session.Session.ConnectOptions;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SubjectHeader;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.threading.Scheduled;

/**
 * A call of ours until SDP is agreed on. The routes are tried in order: the next one when a route answers 503, cannot be
 * reached, or says nothing at all until 408 (RFC 3263 section 4.3).
 */
final class OutgoingSetup extends Procedure {
    private static final Logger LOG = System.getLogger(OutgoingSetup.class.getName());

    private final ToHeader to;
    private final Deque<Route> routes;
    private final List<MediaStream> streams;
    private final ConnectOptions options;
    private final List<SipHeader> extraHeaders;
    private final CompletableFuture<Void> done;
    private final StreamGroup group;
    private @Nullable InetAddress facing;
    private LineWriter.@Nullable Offer offer;
    private @Nullable Scheduled limit;
    private @Nullable GotSdpUpdate sdp;
    private boolean rang;
    private boolean answered;
    private boolean confirmed;

    OutgoingSetup(
            SessionCore core,
            ToHeader to,
            List<Route> routes,
            List<MediaStream> streams,
            ConnectOptions options,
            List<SipHeader> extraHeaders,
            CompletableFuture<Void> done) {
        super(core);
        this.to = to;
        this.routes = new ArrayDeque<>(routes);
        this.streams = List.copyOf(streams);
        this.options = options;
        this.extraHeaders = List.copyOf(extraHeaders);
        this.done = done;
        this.group =
                new StreamGroup(core, this.streams.stream().map(core::handle).toList());
    }

    @Override
    void begin() {
        core.enter(State.CONNECTING);
        core.facts.direction = Direction.OUTGOING;
        core.facts.localIdentity = core.account.identity();
        core.facts.remoteIdentity = to.address();
        core.facts.subject = options.subject();
        core.facts.proposedStreams = streams;
        core.post(new SessionNotification.NewOutgoing(core.session, core.now(), streams));
        limit = core.after(
                options.timeout(),
                () -> core.terminate(Ending.local(408, "Request Timeout", "the peer did not answer")));
        face(routes.peekFirst());
        group.initialize(core.session, Direction.OUTGOING, this::initialized);
    }

    /** Streams announce the address that the first route leads to, before it is known whether it works. */
    private void face(@Nullable Route route) {
        if (route != null) {
            try {
                InetAddress own = core.services.engine().contactAddress(route).getAddress();
                core.moveTo(own);
                facing = own;
            } catch (IllegalStateException | IllegalArgumentException refused) {
                LOG.log(Level.DEBUG, () -> "no address towards " + route, refused);
            }
        }
    }

    private void initialized() {
        tryNext(Ending.local(480, "Temporarily Unavailable", "there is no route to the peer"));
    }

    /** What the streams say now; null when none is left, and the session has been ended. */
    private LineWriter.@Nullable Offer write() {
        LineWriter.Offer written = LineWriter.offer(MediaLines.NONE.with(group.alive()), core.description);
        offer = written;
        if (written.lines().handles().isEmpty()) {
            core.terminate(Ending.local(group.failure()));
            return null;
        }
        return written;
    }

    /** Sends the INVITE by the next route; without one the session fails because of {@code last}. */
    private void tryNext(Ending last) {
        Ending failure = last;
        while (!routes.isEmpty()) {
            Route route = routes.removeFirst();
            try {
                if (turnTo(route, failure)) {
                    return;
                }
                LineWriter.Offer written = offer == null ? write() : offer;
                if (written != null) {
                    send(route, written.sdp().media());
                }
                return;
            } catch (IllegalStateException | IllegalArgumentException refused) {
                failure = Ending.local(500, "Server Internal Error", "SIP core error: " + refused.getMessage());
            }
        }
        core.terminate(failure);
    }

    /**
     * Has the streams prepared for the other family of addresses when the route is of another one than those before.
     *
     * @return whether the route will be tried after that
     */
    private boolean turnTo(Route route, Ending last) {
        InetAddress own = core.services.engine().contactAddress(route).getAddress();
        InetAddress before = facing;
        facing = own;
        if (before == null || before.getClass() == own.getClass()) {
            return false;
        }
        core.moveTo(own);
        offer = null;
        routes.addFirst(route);
        group.relocate(() -> tryNext(last));
        return true;
    }

    private void send(Route route, List<SdpMedia> media) {
        core.moveTo(core.services.engine().contactAddress(route).getAddress());
        core.facts.transport = route.transport();
        ContactHeader contact = core.account.contact(route);
        List<SipHeader> headers = new ArrayList<>(extraHeaders);
        if (options.subject() != null) {
            headers.add(new SubjectHeader(options.subject()));
        }
        Invitation.Invite invite = new Invitation.Invite(
                to.uri(),
                new FromHeader(core.account.identity()),
                to,
                options.focus() ? contact.withParameter("isfocus", "") : contact,
                route,
                core.description.write(media),
                core.account.credentials().orElse(null),
                headers,
                options.timeout());
        Invitation invitation = core.services.engine().createInvitation();
        rang = false;
        sdp = null;
        core.adopt(invitation);
        invitation.sendInvite(invite);
    }

    @Override
    void changed(ChangedState event) {
        int code = event.code();
        if (code > 100 && code < 200) {
            rang = true;
            core.post(new SessionNotification.GotProvisionalResponse(core.session, core.now(), code, event.reason()));
            if (code == 180) {
                core.post(new SessionNotification.GotRingIndication(core.session, core.now()));
            }
        } else if (event.state() == Invitation.State.CONNECTING) {
            answered = true;
        } else if (event.state() == Invitation.State.CONNECTED && event.previousState() != Invitation.State.CONNECTED) {
            Startup.confirm(core, event);
            answered = true;
            if (sdp != null) {
                // the answer had come before, with a provisional response
                start(sdp, true);
            } else {
                confirmed = true;
            }
        } else {
            super.changed(event);
        }
    }

    @Override
    void sdpUpdated(GotSdpUpdate update) {
        sdp = update;
        if (answered) {
            start(update, confirmed);
        }
    }

    private void start(GotSdpUpdate update, boolean confirmed) {
        cancelLimit();
        LineWriter.Offer written = offer;
        if (update.localSdp() == null || update.remoteSdp() == null || written == null) {
            core.terminate(Ending.local(488, "Not Acceptable Here", "SDP negotiation failed: " + update.error()));
            return;
        }
        Agreement agreement = new Agreement(update.localSdp(), update.remoteSdp());
        core.run(new Startup(core, agreement, group, written.lines(), confirmed, done));
    }

    @Override
    void disconnected(ChangedState event) {
        if (!answered && offer != null && !routes.isEmpty() && saysTryElsewhere(event.code())) {
            core.dialogDone(event.originator(), event);
            tryNext(Ending.of(event));
        } else {
            super.disconnected(event);
        }
    }

    private boolean saysTryElsewhere(int code) {
        return Ways.saysTryElsewhere(code) && !(code == 408 && rang);
    }

    @Override
    void abandon(SessionFailedException cause) {
        cancelLimit();
        group.abandon();
        done.completeExceptionally(cause);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }
}
