/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddressHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.pjsip.FieldWriter;

/** What a request of ours outside dialogs says, and the way it goes. */
record OutgoingRequest(
        String method,
        SipUri target,
        NameAddressHeader from,
        NameAddressHeader to,
        @Nullable ContactHeader contact,
        Route route,
        String callId,
        int sequence,
        List<SipHeader> headers,
        @Nullable SipBody body,
        @Nullable Credentials credentials,
        Duration timeout) {

    FieldWriter encode() {
        FieldWriter args = new FieldWriter()
                .putText(method)
                .putText(target.toString())
                .putText(from.value())
                .putText(to.value())
                .putText(contact == null ? null : contact.value())
                .putTexts(Wire.routes(route, target))
                .putText(callId)
                .putInt(sequence);
        Wire.putHeaders(args, headers);
        Wire.putBody(args, body);
        Wire.putCredentials(args, credentials);
        return args.putInt(Math.toIntExact(timeout.toMillis()));
    }

    /** The arguments of a request that opens a dialog. */
    FieldWriter encodeToOpen(long request) {
        FieldWriter args = new FieldWriter()
                .putLong(request)
                .putText(from.value())
                .putText(to.value())
                .putText(target.toString())
                .putText(Objects.requireNonNull(contact, "contact").value())
                .putTexts(Wire.routes(route, target))
                .putText(callId);
        Wire.putCredentials(args, credentials);
        Wire.putHeaders(args.putText(method), headers);
        Wire.putBody(args, body);
        return args;
    }
}
