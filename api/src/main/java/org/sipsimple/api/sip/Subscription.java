/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A subscription to the state of somebody: subscribes, refreshes in time, answers notifications, unsubscribes. For one
 * use: after its end a new one is needed, which is for the account to decide. Thread-safe; what happens comes as {@link
 * SubscriptionNotification}.
 *
 * <p>Spec: SIP Core API, {@code Subscription}; RFC 6665.
 */
@ProviderType
public interface Subscription {

    /** Life of a subscription; PENDING and ACTIVE are what the notifier says. */
    enum State {
        /** Not subscribed yet. */
        NULL,
        /** The first SUBSCRIBE is on its way. */
        SENT,
        /** It was answered with 2xx; the first NOTIFY is awaited. */
        ACCEPTED,
        PENDING,
        ACTIVE,
        TERMINATED
    }

    State state();

    SubscriptionOptions options();

    /** What was last given to {@link #subscribe}. */
    List<SipHeader> extraHeaders();

    /** What was last given to {@link #subscribe}. */
    Optional<SipBody> body();

    /** Time until it expires unless it is refreshed, which happens by itself; zero before it was accepted. */
    Duration expiresIn();

    /**
     * Subscribes; or, later on, refreshes at once with other header fields and another body, which are kept for the
     * refreshes that follow.
     *
     * @param timeout after which the first SUBSCRIBE fails with 408; zero leaves it to the transaction, 32 s
     * @throws IllegalStateException when it is TERMINATED
     */
    void subscribe(List<SipHeader> extraHeaders, @Nullable SipBody body, Duration timeout);

    /**
     * Unsubscribes: DidEnd comes with the last NOTIFY, or when the timeout is over. Nothing when it is TERMINATED.
     *
     * @throws IllegalStateException when it is NULL
     */
    void end(Duration timeout);
}
