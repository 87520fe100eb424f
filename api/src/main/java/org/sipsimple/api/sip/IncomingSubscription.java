/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A peer's subscription to state of ours: somebody subscribed to an event package of {@link Engine#addIncomingEvent}. Has to
 * be answered within 10 s, else the core answers 500. Thread-safe; what happens comes as {@link
 * IncomingSubscriptionNotification}.
 *
 * <pre>{@code
 * INCOMING --acceptPending--> PENDING --accept--> ACTIVE --> TERMINATED
 *    '------------accept---------------------------^          ^
 *    '------------reject--------------------------------------'
 * }</pre>
 *
 * <p>What is asked of one that is TERMINATED does nothing, as the peer may end it at any moment. Spec: SIP Core API, {@code
 * IncomingSubscription}; RFC 6665 section 4.2.
 */
@ProviderType
public interface IncomingSubscription {

    /** The longest time that is granted, and the one for peers that do not ask for any. */
    Duration LONGEST = Duration.ofSeconds(3600);

    /** Life of an incoming subscription, as drawn above. */
    enum State {
        INCOMING,
        PENDING,
        ACTIVE,
        TERMINATED
    }

    State state();

    /** The SUBSCRIBE that made it. */
    SipMessage message();

    /** What is subscribed to. */
    EventHeader event();

    /** Who subscribes, as it says. */
    FromHeader from();

    /** Whose state it is. */
    ToHeader to();

    ContactHeader localContact();

    /** Where the notifications go. */
    Optional<ContactHeader> remoteContact();

    Optional<InetSocketAddress> peerAddress();

    /** What was last set; empty before. */
    Optional<SipBody> content();

    /** Time until it expires unless the peer refreshes it; zero before it was accepted and after the end. */
    Duration expiresIn();

    /**
     * Refuses it; TERMINATED.
     *
     * @param code 300 to 699
     * @param reason null for the usual phrase
     * @throws IllegalStateException unless INCOMING
     */
    void reject(int code, @Nullable String reason, List<SipHeader> extraHeaders);

    default void reject(int code) {
        reject(code, null, List.of());
    }

    /**
     * Answers 202 and notifies that somebody still has to decide.
     *
     * @throws IllegalStateException unless INCOMING
     */
    void acceptPending();

    /**
     * Answers 200 unless that has been done, and notifies.
     *
     * @param content what the NOTIFY says; null for none yet
     * @throws IllegalStateException unless INCOMING or PENDING
     */
    void accept(@Nullable SipBody content);

    /**
     * Notifies of that state, now and at each refresh.
     *
     * @throws IllegalStateException when INCOMING or PENDING
     */
    void pushContent(SipBody content);

    /**
     * Ends it by a last NOTIFY; TERMINATED.
     *
     * @param reason what the peer should do now (RFC 6665 section 4.1.3): {@code noresource}, {@code deactivated}, {@code
     *     rejected}, {@code timeout}, {@code giveup}, {@code probation} or an extension
     * @param retryAfter with {@code probation} and {@code giveup}: when the peer may come back; null to leave it open
     * @throws IllegalStateException when INCOMING
     */
    void end(String reason, @Nullable Duration retryAfter);

    /** Ends it for good: {@code noresource}. */
    default void end() {
        end("noresource", null);
    }
}
