/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What an {@link IncomingReferral} reports. Only GotRefer asks for something; the others are for information. Spec: SIP Core
 * API, notifications of {@code IncomingReferral}.
 */
public sealed interface IncomingReferralNotification extends Notification {

    @Override
    IncomingReferral sender();

    @Override
    default String name() {
        return "SIPIncomingReferral" + getClass().getSimpleName();
    }

    record ChangedState(
            IncomingReferral sender, Instant timestamp, IncomingReferral.State prevState, IncomingReferral.State state)
            implements IncomingReferralNotification {}

    /**
     * A REFER came and has to be accepted or rejected.
     *
     * @param method always {@code REFER}
     * @param body null when it has none
     */
    record GotRefer(
            IncomingReferral sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            ReferToHeader referTo,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingReferralNotification {}

    /** The peer refreshes; it has been answered, and a NOTIFY with the latest status follows. */
    record GotRefreshingSubscribe(IncomingReferral sender, Instant timestamp) implements IncomingReferralNotification {}

    /** The peer wants to hear no more: DidEnd follows. */
    record GotUnsubscribe(IncomingReferral sender, Instant timestamp) implements IncomingReferralNotification {}

    /**
     * The REFER was answered.
     *
     * @param headers those given with the answer, without what the core adds
     * @param body always null
     */
    record AnsweredRefer(
            IncomingReferral sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingReferralNotification {}

    /**
     * A NOTIFY goes out.
     *
     * @param method always {@code NOTIFY}
     * @param requestUri where to: the peer's Contact
     * @param headers those that say what it is about, without what the core adds
     * @param body {@code message/sipfrag} with a status line
     */
    record SentNotify(
            IncomingReferral sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingReferralNotification {}

    /** The peer took a NOTIFY. */
    record NotifyDidSucceed(
            IncomingReferral sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingReferralNotification {}

    /**
     * A NOTIFY failed. DidEnd follows when the peer does not know of the referral any more.
     *
     * @param code status code of the answer, 408 without one, 503 when the transport failed, 0 when the core failed
     * @param headers empty unless there was an answer
     * @param body null unless the answer has one
     */
    record NotifyDidFail(
            IncomingReferral sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingReferralNotification {}

    /** It is over; the state is TERMINATED. */
    record DidEnd(IncomingReferral sender, Instant timestamp) implements IncomingReferralNotification {}
}
