/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.sip.Credentials;

/**
 * A server and who talks to it.
 *
 * @param root where its documents are
 * @param user whose documents they are (the XUI), for example {@code sip:alice@example.com}
 * @param credentials for challenges; the user name is sent without a domain. Null when there are none
 * @param tls whom to believe and what to show; null for the authorities of the platform and no certificate
 * @param connectTimeout how long a connection may take
 * @param timeout how long a request may take in all: connection, challenges, redirections and the whole answer
 * @param largest the most bytes of an answer's body
 */
public record XcapOptions(
        XcapRoot root,
        String user,
        @Nullable Credentials credentials,
        @Nullable TlsCredentials tls,
        Duration connectTimeout,
        Duration timeout,
        int largest) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int LARGEST = 8 << 20;

    /** @throws IllegalArgumentException when the user cannot be part of a URI or a limit is not positive */
    public XcapOptions {
        DocumentSelector.user("xcap-caps", user, "index");
        if (connectTimeout.minusMillis(1).isNegative() || timeout.minusMillis(1).isNegative() || largest < 1) {
            throw new IllegalArgumentException("limits of an XCAP client must be positive");
        }
    }

    /** Without credentials, and with limits of 10 and 15 seconds and 8 MiB. */
    public static XcapOptions of(XcapRoot root, String user) {
        return new XcapOptions(root, user, null, null, CONNECT_TIMEOUT, TIMEOUT, LARGEST);
    }

    public XcapOptions withCredentials(@Nullable Credentials changed) {
        return new XcapOptions(root, user, changed, tls, connectTimeout, timeout, largest);
    }

    public XcapOptions withTls(@Nullable TlsCredentials changed) {
        return new XcapOptions(root, user, credentials, changed, connectTimeout, timeout, largest);
    }

    public XcapOptions withTimeouts(Duration connection, Duration request) {
        return new XcapOptions(root, user, credentials, tls, connection, request, largest);
    }

    public XcapOptions withLargest(int bytes) {
        return new XcapOptions(root, user, credentials, tls, connectTimeout, timeout, bytes);
    }
}
