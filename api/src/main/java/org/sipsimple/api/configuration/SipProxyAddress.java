/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import org.sipsimple.api.sip.Transport;

/**
 * Where an outbound proxy is. Written {@code host:port;transport=tls}. The seeds' {@code SIPProxyAddress}.
 *
 * @param host name or IP address, IPv6 in brackets
 * @param port 1 to 65535
 */
public record SipProxyAddress(String host, int port, Transport transport) {
    private static final String WHAT = "SIP proxy address";

    /** @throws IllegalArgumentException when host or port cannot be */
    public SipProxyAddress {
        HostPort.checkHost(host, WHAT);
        HostPort.checkPort(port, WHAT);
    }

    /**
     * The transport is UDP and the port that of the transport when the text names none.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static SipProxyAddress parse(String text) {
        HostPort parts = HostPort.parse(text, WHAT);
        Transport transport = parts.transport().isEmpty()
                ? Transport.UDP
                : Transport.find(parts.transport())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "\"" + parts.transport() + "\" is no transport: udp, tcp or tls is expected"));
        return new SipProxyAddress(parts.host(), parts.port() == 0 ? transport.defaultPort() : parts.port(), transport);
    }

    @Override
    public String toString() {
        return host + ":" + port + ";transport=" + transport.parameter();
    }
}
