/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * The referrals within one call, ours and the peer's. The NOTIFYs and SUBSCRIBEs of all of them come in the call's dialog,
 * and are told apart by the sequence numbers of their REFERs (RFC 3515 section 2.4.6). Thread-safe; takes no locks.
 */
final class CallReferrals {
    private final EngineCore core;
    private final Invitation invitation;
    private final long callId;
    private final List<DefaultReferral> ours = new CopyOnWriteArrayList<>();
    private final List<DefaultIncomingReferral> theirs = new CopyOnWriteArrayList<>();
    /** The first one of the peer may go without a number, and older peers expect it to; event thread only. */
    private boolean referredBefore;

    CallReferrals(EngineCore core, Invitation invitation, long callId) {
        this.core = core;
        this.invitation = invitation;
        this.callId = callId;
    }

    Invitation invitation() {
        return invitation;
    }

    /** The id of the call on the native side. */
    long callId() {
        return callId;
    }

    void add(DefaultReferral referral) {
        ours.add(referral);
    }

    void remove(DefaultReferral referral) {
        ours.remove(referral);
    }

    void add(DefaultIncomingReferral referral) {
        theirs.add(referral);
    }

    void remove(DefaultIncomingReferral referral) {
        theirs.remove(referral);
    }

    /** A REFER in the dialog, of which the application has to be told; event thread only. */
    void refer(DialogRequest request, ContactHeader localContact) {
        try {
            SipMessage message = request.message();
            EventHeader event = referredBefore
                    ? DefaultIncomingReferral.numbered(
                            Wire.required("CSeq", message.headers().cseq()).number())
                    : EventHeader.of("refer");
            new DefaultIncomingReferral(core, this, request, localContact, event).announce();
            referredBefore = true;
        } catch (SipSyntaxException e) {
            Wire.refuseMalformed(core, request.id(), e);
        }
    }

    /** A NOTIFY or SUBSCRIBE in the dialog; event thread only. */
    void received(DialogRequest request) {
        EventHeader event = eventOf(request.message());
        if (event == null) {
            respond(request, 400);
        } else if (!event.eventPackage().equalsIgnoreCase("refer")) {
            respond(request, 489);
        } else if (request.method().equals(Notifier.NOTIFY)) {
            ours.stream()
                    .filter(referral -> referral.isMeant(event))
                    .findFirst()
                    .ifPresentOrElse(referral -> referral.received(request), () -> respond(request, 481));
        } else {
            theirs.stream()
                    .filter(referral -> isMeant(referral, event))
                    .findFirst()
                    .ifPresentOrElse(referral -> referral.received(request), () -> respond(request, 481));
        }
    }

    private static boolean isMeant(DefaultIncomingReferral referral, EventHeader event) {
        Optional<String> id = event.id();
        return id.isEmpty()
                || id.equals(referral.event().id())
                || id.equals(referral.message().headers().cseq().map(cseq -> Long.toString(cseq.number())));
    }

    private static @org.jspecify.annotations.Nullable EventHeader eventOf(SipMessage message) {
        try {
            return message.headers().event().orElse(null);
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    private void respond(DialogRequest request, int code) {
        Wire.respond(core, request.id(), code, null, List.of());
    }

    /** The dialog is no more. */
    void callGone() {
        ours.forEach(DefaultReferral::callGone);
        theirs.forEach(referral -> referral.failed("The call has ended"));
    }
}
