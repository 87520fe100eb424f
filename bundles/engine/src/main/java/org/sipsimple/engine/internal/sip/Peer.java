/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.DialogId;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;

/**
 * What the messages of a dialog have told about the other side so far.
 *
 * @param address where its messages come from
 * @param message the last one
 */
record Peer(
        @Nullable Transport transport,
        @Nullable InetSocketAddress address,
        @Nullable ContactHeader contact,
        @Nullable String userAgent,
        @Nullable SipMessage message) {

    static final Peer UNKNOWN = new Peer(null, null, null, null, null);

    /** The same peer after a message; what the message does not tell, or tells in a malformed way, stays as it was. */
    Peer after(@Nullable SipMessage heardMessage, String transportName, String addressText) {
        Peer heard = new Peer(
                Transport.find(transportName).orElse(transport),
                addressText.isEmpty() ? address : Addresses.parse(addressText),
                contact,
                userAgent,
                this.message);
        return heardMessage == null ? heard : heard.after(heardMessage);
    }

    /** The same peer after a message whose way is known to be that of the others. */
    Peer after(SipMessage heardMessage) {
        return new Peer(transport, address, contactOf(heardMessage), userAgentOf(heardMessage.headers()), heardMessage);
    }

    /** What names the dialog; empty as long as one of the tags is not known. */
    Optional<DialogId> dialog() {
        if (message == null) {
            return Optional.empty();
        }
        try {
            SipHeaders headers = message.headers();
            Optional<String> fromTag = headers.from().flatMap(FromHeader::tag);
            Optional<String> toTag = headers.to().flatMap(ToHeader::tag);
            Optional<String> callId = headers.callId();
            if (fromTag.isEmpty() || toTag.isEmpty() || callId.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    message.isRequest()
                            ? new DialogId(callId.get(), toTag.get(), fromTag.get())
                            : new DialogId(callId.get(), fromTag.get(), toTag.get()));
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
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
