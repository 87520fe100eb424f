/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What a {@link Referral} reports. Spec: SIP Core API, notifications of {@code Referral}. */
public sealed interface ReferralNotification extends Notification {

    @Override
    Referral sender();

    @Override
    default String name() {
        return "SIPReferral" + getClass().getSimpleName();
    }

    /** For information; what to do says one of the others. */
    record ChangedState(Referral sender, Instant timestamp, Referral.State prevState, Referral.State state)
            implements ReferralNotification {}

    /** The REFER goes out. */
    record WillStart(Referral sender, Instant timestamp) implements ReferralNotification {}

    /** It was accepted. */
    record DidStart(Referral sender, Instant timestamp) implements ReferralNotification {}

    /**
     * A NOTIFY came and was answered 200: what the peer met with so far.
     *
     * @param contentType null without a body
     * @param event what it is about, {@code refer}
     * @param body {@code message/sipfrag} with a status line; null when it has none
     */
    record GotNotify(
            Referral sender,
            Instant timestamp,
            SipUri requestUri,
            FromHeader from,
            ToHeader to,
            @Nullable ContentTypeHeader contentType,
            EventHeader event,
            SipHeaders headers,
            @Nullable SipBody body)
            implements ReferralNotification {

        /** The status code in the body (RFC 3515 section 2.4.5); 0 when it tells none. */
        public int statusCode() {
            return SipFragmentStatus.of(body).code();
        }

        /** The phrase that goes with it; empty when the body tells none. */
        public String statusReason() {
            return SipFragmentStatus.of(body).reason();
        }
    }

    /**
     * It could not be sent or kept; the state is TERMINATED.
     *
     * @param code status code of the answer, 408 after the timeout or when the subscription expired, 503 when the transport
     *     failed, 0 when the core failed
     */
    record DidFail(Referral sender, Instant timestamp, int code, String reason) implements ReferralNotification {}

    /** It has ended: the peer has told all, or was asked to tell no more; the state is TERMINATED. */
    record DidEnd(Referral sender, Instant timestamp) implements ReferralNotification {}
}
