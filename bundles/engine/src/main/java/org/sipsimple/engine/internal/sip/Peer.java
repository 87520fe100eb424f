/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;

/**
 * What the messages of a dialog have told about the other side so far.
 *
 * @param address where its messages come from
 */
record Peer(
        @Nullable Transport transport,
        @Nullable InetSocketAddress address,
        @Nullable ContactHeader contact,
        @Nullable String userAgent) {

    static final Peer UNKNOWN = new Peer(null, null, null, null);

    /** The same peer after a message; what the message does not tell, or tells in a malformed way, stays as it was. */
    Peer after(@Nullable SipMessage message, String transportName, String addressText) {
        Peer heard = new Peer(
                Transport.find(transportName).orElse(transport),
                addressText.isEmpty() ? address : Addresses.parse(addressText),
                contact,
                userAgent);
        return message == null ? heard : heard.after(message);
    }

    /** The same peer after a message whose way is known to be that of the others. */
    Peer after(SipMessage message) {
        return new Peer(transport, address, contactOf(message), userAgentOf(message.headers()));
    }

    private @Nullable ContactHeader contactOf(SipMessage message) {
        // a redirection lists other people's contacts
        if (!message.isRequest() && message.statusCode() >= 300) {
            return contact;
        }
        try {
            List<ContactHeader> contacts = message.headers().contacts();
            return contacts.isEmpty() ? contact : contacts.get(0);
        } catch (SipSyntaxException e) {
            return contact;
        }
    }

    private @Nullable String userAgentOf(SipHeaders headers) {
        return headers.userAgent().or(headers::server).orElse(userAgent);
    }
}
