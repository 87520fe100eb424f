/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Locale;

/**
 * Where an MSRP relay is (RFC 4976). Written {@code host:port;transport=tls}. The seeds' {@code MSRPRelayAddress}.
 *
 * @param host name or IP address, IPv6 in brackets
 * @param port 1 to 65535
 */
public record MsrpRelayAddress(String host, int port, MsrpTransport transport) {
    /** RFC 4976 section 10. */
    public static final int DEFAULT_PORT = 2855;

    private static final String WHAT = "MSRP relay address";

    /** @throws IllegalArgumentException when host or port cannot be */
    public MsrpRelayAddress {
        HostPort.checkHost(host, WHAT);
        HostPort.checkPort(port, WHAT);
    }

    /**
     * The transport is TLS and the port 2855 when the text names none.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static MsrpRelayAddress parse(String text) {
        HostPort parts = HostPort.parse(text, WHAT);
        return new MsrpRelayAddress(
                parts.host(), parts.port() == 0 ? DEFAULT_PORT : parts.port(), transport(parts.transport()));
    }

    private static MsrpTransport transport(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "tls" -> MsrpTransport.TLS;
            case "tcp" -> MsrpTransport.TCP;
            default ->
                throw new IllegalArgumentException("\"" + name + "\" is no transport of MSRP: tcp or tls is expected");
        };
    }

    @Override
    public String toString() {
        return host + ":" + port + ";transport=" + transport.name().toLowerCase(Locale.ROOT);
    }
}
