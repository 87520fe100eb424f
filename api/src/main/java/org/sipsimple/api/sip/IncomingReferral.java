/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A peer asks us, by REFER, to contact somebody: in a dialog of its own, or within a call, as transfers do. Has to be answered
 * within 10 s, else the core answers 500. A REFER without a Refer-To that can be read never gets here: the core answers 400.
 * Thread-safe; what happens comes as {@link IncomingReferralNotification}.
 *
 * <pre>{@code
 * INCOMING --accept--> ACTIVE --final status, or end--> TERMINATED
 *    '------reject---------------------------------------^
 * }</pre>
 *
 * <p>What is asked of one that is TERMINATED does nothing, as the peer may lose interest at any moment. Spec: SIP Core API,
 * {@code IncomingReferral}; RFC 3515, RFC 4488.
 */
@ProviderType
public interface IncomingReferral {

    /** How long the peer is kept informed unless {@link #accept(int, Duration)} says otherwise. */
    Duration DEFAULT_DURATION = Duration.ofSeconds(180);

    /** Life of an incoming referral, as drawn above. */
    enum State {
        INCOMING,
        ACTIVE,
        TERMINATED
    }

    State state();

    /** The REFER. */
    SipMessage message();

    /** Whom to contact, and how. */
    ReferToHeader referTo();

    /** On whose behalf, as the peer says (RFC 3892). */
    Optional<ReferredByHeader> referredBy();

    FromHeader from();

    ToHeader to();

    /** The call in whose dialog it came; empty for one with a dialog of its own. */
    Optional<Invitation> invitation();

    /** Whether the peer wants to hear what becomes of it; false with {@code Refer-Sub: false} (RFC 4488). */
    boolean createsSubscription();

    ContactHeader localContact();

    Optional<ContactHeader> remoteContact();

    Optional<InetSocketAddress> peerAddress();

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
     * Takes it on and notifies that it is being tried (100). When the peer does not want to hear of it, no NOTIFY is sent
     * and it is TERMINATED at once.
     *
     * @param code 200 to 299
     * @param duration for how long the peer is kept informed unless it refreshes
     * @throws IllegalStateException unless INCOMING
     */
    void accept(int code, Duration duration);

    /** Takes it on with 202 for three minutes. */
    default void accept() {
        accept(202, DEFAULT_DURATION);
    }

    /**
     * Tells what whoever was contacted has answered. A final status (from 200 on) is the last thing to tell: TERMINATED.
     *
     * @param code 100 to 699
     * @param status null for the usual phrase
     * @throws IllegalStateException when INCOMING
     */
    void sendNotify(int code, @Nullable String status);

    default void sendNotify(int code) {
        sendNotify(code, null);
    }

    /**
     * Ends it by a last NOTIFY with the latest status; TERMINATED.
     *
     * @throws IllegalStateException when INCOMING
     */
    void end();
}
