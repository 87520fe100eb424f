/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/**
 * Where a STUN server is (RFC 5389). Written {@code host:port}, the port being 3478 when left out.
 *
 * @param host name or IP address, IPv6 in brackets
 * @param port 1 to 65535
 */
public record StunServerAddress(String host, int port) {
    /** RFC 5389 section 9. */
    public static final int DEFAULT_PORT = 3478;

    private static final String WHAT = "STUN server address";

    /** @throws IllegalArgumentException when host or port cannot be */
    public StunServerAddress {
        HostPort.checkHost(host, WHAT);
        HostPort.checkPort(port, WHAT);
    }

    /** @throws IllegalArgumentException when the text is none */
    public static StunServerAddress parse(String text) {
        HostPort parts = HostPort.parse(text, WHAT);
        if (!parts.transport().isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + WHAT + ": it has no transport");
        }
        return new StunServerAddress(parts.host(), parts.port() == 0 ? DEFAULT_PORT : parts.port());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
