/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A peer's request outside dialogs, of a method that {@link Engine#addIncomingRequest} asked for. It has to be answered
 * within 10 s, else the core answers 500. Thread-safe.
 *
 * <p>Spec: SIP Core API, {@code IncomingRequest}; RFC 3261 section 17.2.
 */
@ProviderType
public interface IncomingRequest {

    /** Life of an incoming request. */
    enum State {
        INCOMING,
        ANSWERED
    }

    State state();

    /** What came. */
    SipMessage message();

    /** Where it came from; empty when that cannot be told. */
    Optional<InetSocketAddress> peerAddress();

    /**
     * Answers for good; {@link IncomingRequestNotification.SentResponse} follows.
     *
     * @param code 200 to 699
     * @param reason null for the usual phrase
     * @param extraHeaders a Contact may be among them
     * @throws IllegalStateException when it has been answered
     * @throws IllegalArgumentException when the code is not final, or text contains a line end
     */
    void answer(int code, @Nullable String reason, List<SipHeader> extraHeaders);
}
