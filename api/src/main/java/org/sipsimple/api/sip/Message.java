/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One page-mode message (RFC 3428). For one use. Thread-safe; the outcome comes as {@link MessageNotification}.
 *
 * <p>Spec: SIP Core API, {@code Message}.
 */
@ProviderType
public interface Message {

    MessageOptions options();

    /** Whether {@link #send} has been called. */
    boolean isSent();

    /** Whether it has been sent and nothing is known of its fate yet. */
    boolean isInProgress();

    /** The final status code: 0 before there is one, and when the core failed. */
    int code();

    /** The reason phrase of the answer or the text of the failure, empty before. */
    String reason();

    /** Where the last answer came from; empty before. */
    Optional<InetSocketAddress> peerAddress();

    /**
     * Sends it; DidSucceed or DidFail follows.
     *
     * @param timeout after which it fails with 408; zero leaves it to the transaction, 32 s
     * @throws IllegalStateException when it has been sent
     */
    void send(Duration timeout);

    /** Stops trying: DidFail with 487, although it may still arrive. Nothing unless it is in progress. */
    void end();
}
