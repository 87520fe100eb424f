/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks somebody to contact somebody else, by REFER, and hears what becomes of it: in a dialog of its own ({@link
 * Engine#createReferral}) or within a call, as transfers do ({@link Invitation#createReferral}). For one use. Thread-safe;
 * what happens comes as {@link ReferralNotification}.
 *
 * <p>Without a subscription (RFC 4488) it is over when the REFER has been answered, unless the peer insists on one. Within a
 * call it ends with the call.
 *
 * <p>Spec: SIP Core API, {@code Referral}; RFC 3515.
 */
@ProviderType
public interface Referral {

    /** Life of a referral; PENDING and ACTIVE are what the peer says. */
    enum State {
        /** Not sent yet. */
        NULL,
        /** The REFER is on its way. */
        SENT,
        /** It was answered with 2xx; the first NOTIFY is awaited. */
        ACCEPTED,
        PENDING,
        ACTIVE,
        TERMINATED
    }

    State state();

    ReferralOptions options();

    /** What was last given to {@link #sendRefer} or {@link #refresh}. */
    List<SipHeader> extraHeaders();

    /** Where the notifications go now. */
    ContactHeader localContact();

    /** The peer's, from its answer. */
    Optional<ContactHeader> remoteContact();

    /** Where the last message came from; empty before. */
    Optional<InetSocketAddress> peerAddress();

    /** How long the peer said that it keeps the subscription, in its last NOTIFY; zero before. */
    Duration refreshInterval();

    /**
     * Sends the REFER.
     *
     * @param createSubscription false asks the peer not to tell what becomes of it (RFC 4488)
     * @param extraHeaders such as a Referred-By (RFC 3892)
     * @param timeout after which it fails with 408; zero leaves it to the transaction, 32 s
     * @throws IllegalStateException when it has been sent
     */
    void sendRefer(boolean createSubscription, List<SipHeader> extraHeaders, Duration timeout);

    /** As {@link #sendRefer(boolean, List, Duration)}, with a subscription. */
    default void sendRefer(List<SipHeader> extraHeaders, Duration timeout) {
        sendRefer(true, extraHeaders, timeout);
    }

    /**
     * Refreshes the subscription at once; it happens by itself in time too. Nothing when it is TERMINATED.
     *
     * @param contact where the notifications go from now on; null leaves it
     * @param timeout after which the referral fails with 408; zero leaves it to the transaction
     * @throws IllegalStateException when there is no subscription yet
     */
    void refresh(@Nullable ContactHeader contact, List<SipHeader> extraHeaders, Duration timeout);

    /**
     * Wants to hear no more: unsubscribes; DidEnd comes with the last NOTIFY, or when the timeout is over. The peer goes on
     * with what it was asked for. Nothing when it is TERMINATED.
     *
     * @throws IllegalStateException when it is NULL
     */
    void end(Duration timeout);
}
