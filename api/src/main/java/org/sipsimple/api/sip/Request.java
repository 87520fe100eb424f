/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One request of ours outside dialogs, its answer, and the time for which that is good. For one use. Challenges are
 * answered with the credentials. Thread-safe; what happens comes as {@link RequestNotification}.
 *
 * <pre>{@code
 * INIT --send--> IN_PROGRESS --2xx that expires--> EXPIRING --> TERMINATED
 *                     '------any other final answer------------^
 * }</pre>
 *
 * <p>Spec: SIP Core API, {@code Request}; RFC 3261 section 17.1.
 */
@ProviderType
public interface Request {

    /** How long before the end {@link RequestNotification.WillExpire} comes; after half of a shorter time. */
    Duration EXPIRE_WARNING_TIME = Duration.ofSeconds(30);

    /** Life of a request, as drawn above. */
    enum State {
        INIT,
        IN_PROGRESS,
        EXPIRING,
        TERMINATED
    }

    State state();

    RequestOptions options();

    /** The Call-ID, ours when the options have none. */
    String callId();

    /** The CSeq: at first that of the options or ours, after the answer the one of the last repetition. */
    int cseq();

    /** Where the last answer came from; empty before. */
    Optional<InetSocketAddress> peerAddress();

    /** Time until the result expires; zero unless {@link State#EXPIRING}. */
    Duration expiresIn();

    /**
     * Sends it. DidSucceed or DidFail follows, and DidEnd at the end.
     *
     * @param timeout after which it fails with 408; zero leaves it to the transaction, 32 s
     * @throws IllegalStateException when it has been sent
     */
    void send(Duration timeout);

    /** Gives it up: DidFail with 487 if it has no final answer yet, then DidEnd. Nothing in INIT and TERMINATED. */
    void end();
}
