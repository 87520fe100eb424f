/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * Takes the requests that come in to make a dialog without a call: a REFER becomes an incoming referral, a SUBSCRIBE to an event
 * package that is served becomes an incoming subscription, others are refused. Thread-safe.
 */
public final class IncomingDialogs {
    private final EngineCore core;
    private final Calls.LocalAddress localAddress;
    private final Set<String> events = ConcurrentHashMap.newKeySet();

    /** Takes requests from now on. */
    public IncomingDialogs(EngineCore core, Calls.LocalAddress localAddress) {
        this.core = core;
        this.localAddress = localAddress;
        core.handleType(Event.DIALOG_RECEIVED, this::received);
    }

    public void add(String eventPackage) {
        events.add(eventPackage);
    }

    public void remove(String eventPackage) {
        events.remove(eventPackage);
    }

    public Set<String> events() {
        return Set.copyOf(events);
    }

    private void received(long id, int code, FieldReader payload) {
        long request = payload.readLong();
        byte[] raw = payload.readBytes();
        String transport = payload.readText();
        String peer = payload.readText();
        try {
            DialogRequest first = new DialogRequest(request, SipMessage.parse(raw), Addresses.find(peer));
            ContactHeader contact = localAddress.contact(
                    first.message().requestUri(),
                    Transport.find(transport).orElse(Transport.UDP),
                    Addresses.parse(peer));
            if (first.method().equals(DefaultIncomingReferral.REFER)) {
                new DefaultIncomingReferral(core, id, first, contact).announce();
            } else {
                subscribed(id, first, contact);
            }
        } catch (SipSyntaxException e) {
            Wire.refuseMalformed(core, request, e);
            close(id);
        }
    }

    private void subscribed(long id, DialogRequest first, ContactHeader contact) {
        EventHeader event = Wire.required("Event", first.message().headers().event());
        if (events.contains(event.eventPackage())) {
            new DefaultIncomingSubscription(core, id, first, contact).announce();
            return;
        }
        List<SipHeader> allowed = events.isEmpty()
                ? List.of()
                : List.of(new GenericHeader(
                        "Allow-Events",
                        String.join(", ", events.stream().sorted().toList())));
        Wire.respond(core, first.id(), 489, null, allowed);
        close(id);
    }

    private void close(long id) {
        core.post("close dialog " + id, Op.CLOSE_DIALOG, id, new FieldWriter());
    }
}
