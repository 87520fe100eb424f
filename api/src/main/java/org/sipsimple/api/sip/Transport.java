/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;

/** A transport protocol for SIP messages (RFC 3261 section 18). */
public enum Transport {
    UDP("udp", 5060),
    TCP("tcp", 5060),
    TLS("tls", 5061);

    private final String parameter;
    private final int defaultPort;

    Transport(String parameter, int defaultPort) {
        this.parameter = parameter;
        this.defaultPort = defaultPort;
    }

    /** The value of the {@code transport} parameter of a URI: {@code udp}, {@code tcp} or {@code tls}. */
    public String parameter() {
        return parameter;
    }

    /** The port used when a URI names none: 5060, or 5061 for TLS. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether messages are encrypted on the way to the next hop. */
    public boolean secure() {
        return this == TLS;
    }

    /** Whether the transport itself delivers in order and without loss, so that SIP retransmits nothing. */
    public boolean reliable() {
        return this != UDP;
    }

    /**
     * The transport of that name, in any case.
     *
     * @throws SipSyntaxException when it is none of ours
     */
    public static Transport parse(String text) {
        return find(text).orElseThrow(() -> new SipSyntaxException("unknown transport", text, 0));
    }

    /** The transport of that name, in any case; empty for others such as {@code sctp} or {@code ws}. */
    public static Optional<Transport> find(String text) {
        for (Transport transport : values()) {
            if (transport.parameter.equalsIgnoreCase(text)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
