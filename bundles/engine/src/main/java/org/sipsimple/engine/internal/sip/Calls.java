/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** Makes the engine's invitations: outgoing ones when asked, incoming ones as they come. Thread-safe. */
public final class Calls {
    private static final Logger LOG = System.getLogger(Calls.class.getName());

    /** Where we can be reached by someone who sends by that transport from that address. */
    @FunctionalInterface
    public interface LocalAddress {
        InetSocketAddress towards(Transport transport, InetSocketAddress peer);

        /** A Contact with the user of that URI. */
        default ContactHeader contact(SipUri target, Transport transport, InetSocketAddress peer) {
            InetSocketAddress local = towards(transport, peer);
            SipUri uri =
                    SipUri.of(target.user(), Addresses.text(local.getAddress())).withPort(local.getPort());
            return ContactHeader.of(transport == Transport.UDP ? uri : uri.withTransport(transport));
        }
    }

    private final EngineCore core;
    private final NameResolver resolver;
    private final LocalAddress localAddress;
    private final PublicAddresses publicAddresses;
    private final List<Consumer<Invitation>> handlers = new CopyOnWriteArrayList<>();

    /**
     * Takes incoming invitations from now on.
     *
     * @param localAddress what a caller is to send to
     * @param publicAddresses told where the peers of calls see us
     */
    public Calls(EngineCore core, NameResolver resolver, LocalAddress localAddress, PublicAddresses publicAddresses) {
        this.core = core;
        this.resolver = resolver;
        this.localAddress = localAddress;
        this.publicAddresses = publicAddresses;
        core.handleType(Event.INVITE_RECEIVED, this::received);
    }

    public Invitation create() {
        return new DefaultInvitation(core, resolver, publicAddresses);
    }

    /** The latest handler wins; closing gives way to the one before. */
    public Observation handle(Consumer<Invitation> handler) {
        // a wrapper of its own, as one handler may be given twice
        Consumer<Invitation> entry = handler::accept;
        handlers.add(entry);
        return () -> handlers.remove(entry);
    }

    private void received(long id, int code, FieldReader payload) {
        byte[] raw = payload.readBytes();
        byte[] body = payload.readOptionalBytes();
        String transport = payload.readText();
        String peer = payload.readText();
        payload.readText(); // local address
        Invitation replaced = call(payload.readLong());
        SdpSession offer = InvitationEvents.sdp(body);
        if (body != null && offer == null) {
            refuse(id, 488);
            return;
        }
        DefaultInvitation invitation;
        SipMessage message;
        try {
            message = SipMessage.parse(raw);
            invitation = DefaultInvitation.incoming(
                    core, resolver, publicAddresses, id, read(message, transport, peer), replaced);
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "an INVITE from " + peer + " is malformed: " + e.getMessage());
            refuse(id, 400);
            return;
        } catch (RuntimeException e) {
            refuse(id, 500);
            throw e; // logged and reported where all failures of the event thread are
        }
        core.register(id, invitation.events());
        invitation.events().received(message, body, offer, transport, peer);
        announce(invitation);
    }

    private @Nullable Invitation call(long id) {
        return core.handler(id)
                .filter(InvitationEvents.class::isInstance)
                .map(InvitationEvents.class::cast)
                .map(InvitationEvents::invitation)
                .orElse(null);
    }

    private DefaultInvitation.Request read(SipMessage invite, String transport, String peer) {
        SipUri target = invite.requestUri();
        return new DefaultInvitation.Request(
                Wire.required("From", invite.headers().from()),
                Wire.required("To", invite.headers().to()),
                target,
                Wire.required("Call-ID", invite.headers().callId()),
                localAddress.contact(target, Transport.find(transport).orElse(Transport.UDP), Addresses.parse(peer)),
                invite);
    }

    private void announce(DefaultInvitation invitation) {
        Consumer<Invitation> handler = handlers.isEmpty() ? null : handlers.get(handlers.size() - 1);
        if (handler == null) {
            invitation.sendResponse(480);
            return;
        }
        try {
            handler.accept(invitation);
        } catch (RuntimeException e) {
            if (invitation.state() == Invitation.State.INCOMING) {
                invitation.sendResponse(500);
            }
            throw e; // logged and reported where all failures of the event thread are
        }
    }

    private void refuse(long id, int code) {
        FieldWriter args = new FieldWriter().putInt(code).putText(null);
        Wire.putHeaders(args, List.of());
        core.post("refuse call " + id, Op.END, id, args);
    }
}
