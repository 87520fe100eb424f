/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.DialogId;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.sip.InvitationPhase.Step;

/** An {@link Invitation} on the native side. Thread-safe; nothing here waits. */
public final class DefaultInvitation implements Invitation {

    /** What the initial INVITE says; never changes. */
    record Request(
            FromHeader from,
            ToHeader to,
            SipUri requestUri,
            String callId,
            @Nullable ContactHeader localContact,
            @Nullable SipMessage received) {}

    private final EngineCore core;
    private final NameResolver resolver;
    private final Direction direction;
    private final InvitationCommands commands;
    private final InvitationState state;
    private final InvitationEvents events;
    private final @Nullable Invitation replaced;
    private volatile @Nullable ContactHeader renewedContact;
    private volatile @Nullable Request request;

    /** An outgoing one. */
    DefaultInvitation(EngineCore core, NameResolver resolver, PublicAddresses publicAddresses) {
        this(core, resolver, publicAddresses, Direction.OUTGOING, core.nextId(), null);
    }

    private DefaultInvitation(
            EngineCore core,
            NameResolver resolver,
            PublicAddresses publicAddresses,
            Direction direction,
            long id,
            @Nullable Invitation replaced) {
        this.core = core;
        this.resolver = resolver;
        this.direction = direction;
        this.replaced = replaced;
        this.commands = new InvitationCommands(core, id);
        this.state = new InvitationState(this, core);
        this.events = new InvitationEvents(
                core, commands, state, direction, publicAddresses, contact -> renewedContact = contact);
    }

    /** One that has come in: still without a state and not registered for events. */
    static DefaultInvitation incoming(
            EngineCore core,
            NameResolver resolver,
            PublicAddresses publicAddresses,
            long id,
            Request request,
            @Nullable Invitation replaced) {
        DefaultInvitation invitation =
                new DefaultInvitation(core, resolver, publicAddresses, Direction.INCOMING, id, replaced);
        invitation.request = request;
        return invitation;
    }

    InvitationEvents events() {
        return events;
    }

    InvitationCommands commands() {
        return commands;
    }

    @Override
    public State state() {
        return state.phase().state();
    }

    @Override
    public SubState subState() {
        return state.phase().subState();
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public Optional<FromHeader> from() {
        return Optional.ofNullable(request).map(Request::from);
    }

    @Override
    public Optional<ToHeader> to() {
        return Optional.ofNullable(request).map(Request::to);
    }

    @Override
    public Optional<NameAddress> localIdentity() {
        return direction == Direction.OUTGOING ? from().map(FromHeader::address) : to().map(ToHeader::address);
    }

    @Override
    public Optional<NameAddress> remoteIdentity() {
        return direction == Direction.OUTGOING ? to().map(ToHeader::address) : from().map(FromHeader::address);
    }

    @Override
    public Optional<SipUri> requestUri() {
        return Optional.ofNullable(request).map(Request::requestUri);
    }

    @Override
    public Optional<String> callId() {
        return Optional.ofNullable(request).map(Request::callId);
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.ofNullable(state.peer().transport());
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return Optional.ofNullable(state.peer().address());
    }

    @Override
    public Optional<ContactHeader> localContact() {
        ContactHeader renewed = renewedContact;
        return renewed != null
                ? Optional.of(renewed)
                : Optional.ofNullable(request).map(Request::localContact);
    }

    @Override
    public Optional<ContactHeader> remoteContact() {
        return Optional.ofNullable(state.peer().contact());
    }

    @Override
    public Optional<SipMessage> receivedRequest() {
        return Optional.ofNullable(request).map(Request::received);
    }

    @Override
    public Optional<DialogId> dialog() {
        return state.peer().dialog();
    }

    @Override
    public Optional<Invitation> replacedInvitation() {
        return Optional.ofNullable(replaced);
    }

    @Override
    public Referral createReferral(ReferToHeader referTo) {
        Route route = routeWithin("createReferral");
        ReferralOptions options = new ReferralOptions(
                remoteTarget(),
                new FromHeader(localIdentity().orElseThrow()),
                new ToHeader(remoteIdentity().orElseThrow()),
                referTo,
                localContact().orElseThrow(),
                route,
                null);
        return new DefaultReferral(core, events.referrals(), options);
    }

    @Override
    public Message createMessage(SipBody body, List<SipHeader> extraHeaders) {
        MessageOptions options = new MessageOptions(
                new FromHeader(localIdentity().orElseThrow()),
                new ToHeader(remoteIdentity().orElseThrow()),
                routeWithin("createMessage"),
                body,
                null,
                extraHeaders);
        DialogRequests path = new DialogRequests(core, commands.id());
        return new DefaultMessage(
                core,
                options,
                (timeout, listener) ->
                        new DialogTransaction(core, path, "MESSAGE", options.extraHeaders(), body, timeout, listener));
    }

    private SipUri remoteTarget() {
        return remoteContact()
                .map(ContactHeader::uri)
                .orElseGet(() -> remoteIdentity().orElseThrow().uri());
    }

    /** The way that the peer's messages come. */
    private Route routeWithin(String operation) {
        if (state() != State.CONNECTED) {
            throw new IllegalStateException(operation + " is not possible in " + state.phase());
        }
        Peer peer = state.peer();
        InetSocketAddress address = Objects.requireNonNull(peer.address(), "peer address");
        return new Route(
                address.getAddress(), address.getPort(), peer.transport() == null ? Transport.UDP : peer.transport());
    }

    @Override
    public Optional<String> remoteUserAgent() {
        return Optional.ofNullable(state.peer().userAgent());
    }

    @Override
    public SdpState sdp() {
        return state.sdp();
    }

    @Override
    public void sendInvite(Invite invite) {
        requireSafe(invite.sdp(), invite.extraHeaders());
        if (!core.isRunning()) {
            throw new IllegalStateException("the engine is not running");
        }
        Request sent = new Request(
                invite.from(),
                invite.to(),
                invite.requestUri(),
                UUID.randomUUID().toString(),
                invite.contact(),
                null);
        UnaryOperator<SdpState> change = sdp -> {
            request = sent;
            return proposing(invite.sdp()).apply(sdp);
        };
        state.demand(Step.SEND_INVITE, Cause.request(), change, () -> {
            resolver.remember(invite.route());
            core.register(commands.id(), events);
            commands.invite(invite, sent.callId());
            state.startTimer(invite.timeout(), events::inviteTimedOut);
        });
    }

    @Override
    public void sendResponse(int code, @Nullable String reason, @Nullable SdpSession sdp, List<SipHeader> headers) {
        requireResponse(code, sdp);
        requireSafe(sdp, headers);
        if (reason != null) {
            Wire.requireLine("reason", reason);
        }
        List<SipHeader> extra = List.copyOf(headers);
        Step step = code < 200 ? Step.SEND_PROVISIONAL : code < 300 ? Step.ACCEPT : Step.REJECT;
        Cause cause = Cause.local(code, reason == null ? Wire.reason(code) : reason);
        UnaryOperator<SdpState> change = step == Step.REJECT ? InvitationState::withoutProposals : proposing(sdp);
        state.demand(
                step,
                cause,
                change,
                () -> commands.answer(code, reason, sdp, extra, localContact().orElse(null)));
    }

    @Override
    public void sendReinvite(SdpSession sdp, @Nullable ContactHeader newContact, List<SipHeader> headers) {
        requireSafe(sdp, headers);
        List<SipHeader> extra = List.copyOf(headers);
        state.demand(Step.SEND_REINVITE, Cause.request(), proposing(sdp), () -> {
            if (newContact != null) {
                renewedContact = newContact;
            }
            commands.reinvite(sdp, extra, newContact);
        });
    }

    @Override
    public void cancelReinvite() {
        state.demand(Step.CANCEL_REINVITE, Cause.request(), UnaryOperator.identity(), commands::cancelReinvite);
    }

    @Override
    public void end(List<SipHeader> headers, Duration timeout) {
        requireSafe(null, headers);
        List<SipHeader> extra = List.copyOf(headers);
        boolean ending = state.attempt(Step.END, Cause.request(), UnaryOperator.identity(), () -> {
            commands.end(0, null, extra);
            state.startTimer(timeout, events::endTimedOut);
        });
        if (!ending && state.phase() == InvitationPhase.IDLE) {
            throw new IllegalStateException("END is not possible in IDLE");
        }
    }

    private static UnaryOperator<SdpState> proposing(@Nullable SdpSession local) {
        return sdp -> new SdpState(
                local == null ? sdp.proposedLocal() : local,
                sdp.proposedRemote(),
                sdp.activeLocal(),
                sdp.activeRemote());
    }

    private static void requireSafe(@Nullable SdpSession sdp, List<SipHeader> headers) {
        if (sdp != null) {
            sdp.requireSafePayloads();
        }
        Wire.requireLines(headers);
    }

    private static void requireResponse(int code, @Nullable SdpSession sdp) {
        if (code <= 100 || code > 699) {
            throw new IllegalArgumentException("status code " + code + " is not in 101..699");
        }
        if (code >= 300 && sdp != null) {
            throw new IllegalArgumentException("a " + code + " has no SDP");
        }
        if (code >= 200 && code < 300 && sdp == null) {
            throw new IllegalArgumentException("a " + code + " needs SDP");
        }
    }
}
