/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What a {@link Subscription} reports. Spec: SIP Core API, notifications of {@code Subscription}. */
public sealed interface SubscriptionNotification extends Notification {

    @Override
    Subscription sender();

    @Override
    default String name() {
        return "SIPSubscription" + getClass().getSimpleName();
    }

    /** For information; what to do says one of the others. */
    record ChangedState(Subscription sender, Instant timestamp, Subscription.State prevState, Subscription.State state)
            implements SubscriptionNotification {}

    /** The first SUBSCRIBE goes out. */
    record WillStart(Subscription sender, Instant timestamp) implements SubscriptionNotification {}

    /** It was accepted. */
    record DidStart(Subscription sender, Instant timestamp) implements SubscriptionNotification {}

    /**
     * A NOTIFY came and was answered 200.
     *
     * @param method always {@code NOTIFY}
     * @param body null when it has none
     */
    record GotNotify(
            Subscription sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements SubscriptionNotification {}

    /**
     * It could not be made or kept; the state is TERMINATED.
     *
     * @param code status code of the answer, 408 after the timeout or without any NOTIFY, 503 when the transport failed, 0
     *     when the core failed
     * @param minExpires from a 423, else zero
     * @param retryAfter from a Retry-After header, else zero
     */
    record DidFail(
            Subscription sender, Instant timestamp, int code, String reason, Duration minExpires, Duration retryAfter)
            implements SubscriptionNotification {}

    /**
     * It has ended, by our wish or the notifier's; the state is TERMINATED.
     *
     * @param reason why the notifier ended it (RFC 6665 section 4.1.3), such as {@code deactivated} or {@code
     *     noresource}; empty when it does not say
     * @param retryAfter how long the notifier wants us to wait, zero when it does not say
     */
    record DidEnd(Subscription sender, Instant timestamp, String reason, Duration retryAfter)
            implements SubscriptionNotification {}
}
