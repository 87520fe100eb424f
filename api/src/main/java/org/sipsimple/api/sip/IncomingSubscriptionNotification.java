/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What an {@link IncomingSubscription} reports. Only GotSubscribe asks for something; the others are for information. Spec:
 * SIP Core API, notifications of {@code IncomingSubscription}.
 */
public sealed interface IncomingSubscriptionNotification extends Notification {

    @Override
    IncomingSubscription sender();

    @Override
    default String name() {
        return "SIPIncomingSubscription" + getClass().getSimpleName();
    }

    record ChangedState(
            IncomingSubscription sender,
            Instant timestamp,
            IncomingSubscription.State prevState,
            IncomingSubscription.State state)
            implements IncomingSubscriptionNotification {}

    /**
     * Somebody subscribes and has to be accepted or rejected.
     *
     * @param method always {@code SUBSCRIBE}
     * @param body null when it has none
     */
    record GotSubscribe(
            IncomingSubscription sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /** The peer refreshes; it has been answered, and a NOTIFY with the latest content follows. */
    record GotRefreshingSubscribe(
            IncomingSubscription sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /** The peer unsubscribes: DidEnd follows. */
    record GotUnsubscribe(
            IncomingSubscription sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /**
     * A SUBSCRIBE was answered: the first one, a refreshing or an unsubscribing one.
     *
     * @param headers those given with the answer, without what the core adds
     * @param body always null
     */
    record AnsweredSubscribe(
            IncomingSubscription sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /**
     * A NOTIFY goes out.
     *
     * @param method always {@code NOTIFY}
     * @param requestUri where to: the peer's Contact
     * @param headers those that say what it is about, without what the core adds
     * @param body null when it has none
     */
    record SentNotify(
            IncomingSubscription sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /** The peer took a NOTIFY. */
    record NotifyDidSucceed(
            IncomingSubscription sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /**
     * A NOTIFY failed. DidEnd follows when the peer does not know of the subscription any more.
     *
     * @param code status code of the answer, 408 without one, 503 when the transport failed, 0 when the core failed
     * @param headers empty unless there was an answer
     * @param body null unless the answer has one
     */
    record NotifyDidFail(
            IncomingSubscription sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingSubscriptionNotification {}

    /** It is over; the state is TERMINATED. */
    record DidEnd(IncomingSubscription sender, Instant timestamp) implements IncomingSubscriptionNotification {}
}
