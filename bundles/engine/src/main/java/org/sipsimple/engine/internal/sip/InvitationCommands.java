/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Invitation.Invite;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** The commands of one invitation, in the fields that {@link Op} describes. */
final class InvitationCommands {
    /** Option of {@link Op#INVITE}: the peer may ask for session timers (RFC 4028), and a 422 is dealt with. */
    private static final int SESSION_TIMERS = 2;

    private static final int SESSION_EXPIRES = 1_800;

    private final EngineCore core;
    private final long id;

    InvitationCommands(EngineCore core, long id) {
        this.core = core;
        this.id = id;
    }

    long id() {
        return id;
    }

    void invite(Invite invite, String callId) {
        FieldWriter args = new FieldWriter()
                .putText(invite.from().value())
                .putText(invite.to().value())
                .putText(invite.requestUri().toString())
                .putText(invite.contact().value())
                .putTexts(Wire.routes(invite.route(), invite.requestUri()))
                .putText(callId)
                .putBytes(bytes(invite.sdp()));
        Wire.putHeaders(args, invite.extraHeaders());
        Wire.putCredentials(args, invite.credentials());
        // the time limit is kept here, where the clock can be another one
        post("INVITE", Op.INVITE, args.putInt(0).putInt(SESSION_TIMERS).putInt(SESSION_EXPIRES));
    }

    void answer(
            int code,
            @Nullable String reason,
            @Nullable SdpSession sdp,
            List<SipHeader> headers,
            @Nullable ContactHeader contact) {
        FieldWriter args = new FieldWriter().putInt(code).putText(reason).putBytes(bytes(sdp));
        Wire.putHeaders(args, headers);
        post("answer " + code, Op.ANSWER, args.putText(contact == null ? null : contact.value()));
    }

    /** @param contact our new one, null to leave it */
    void reinvite(SdpSession sdp, List<SipHeader> headers, @Nullable ContactHeader contact) {
        FieldWriter args = new FieldWriter().putBytes(sdp.toBytes());
        Wire.putHeaders(args, headers);
        post("re-INVITE", Op.REINVITE, args.putText(contact == null ? null : contact.value()));
    }

    /** Gives another Contact as ours from now on, and tells the peer at once by an UPDATE without SDP if it takes that. */
    void refreshTarget(ContactHeader contact, boolean byUpdate) {
        post("contact", Op.SET_CONTACT, new FieldWriter().putText(contact.value()));
        if (byUpdate) {
            FieldWriter args = new FieldWriter().putBytes(null);
            Wire.putHeaders(args, List.of());
            post("UPDATE", Op.UPDATE, args.putText(null));
        }
    }

    void cancelReinvite() {
        post("cancel re-INVITE", Op.CANCEL_REINVITE, new FieldWriter());
    }

    /** @param code used when the state asks for a rejection; 0 for 603 */
    void end(int code, @Nullable String reason, List<SipHeader> headers) {
        FieldWriter args = new FieldWriter().putInt(code).putText(reason);
        Wire.putHeaders(args, headers);
        post("end", Op.END, args);
    }

    /** Answers a request inside the dialog, without a body. */
    void respond(long request, int code, Map<String, String> headers) {
        FieldWriter args = new FieldWriter().putInt(code).putText(null);
        args.putList(headers.entrySet(), (item, header) -> item.putText(header.getKey())
                .putText(header.getValue()));
        core.post(
                "answer request " + request,
                Op.RESPOND,
                request,
                args.putText(null).putBytes(null));
    }

    private void post(String operation, int op, FieldWriter args) {
        core.post(operation + " of call " + id, op, id, args);
    }

    private static byte @Nullable [] bytes(@Nullable SdpSession sdp) {
        return sdp == null ? null : sdp.toBytes();
    }
}
