/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

/** The kinds of servers that {@link Lookup#lookupService} finds. Seed argument {@code service}. */
public enum ServiceKind {
    /** RFC 8489 section 8; seed name {@code stun}. */
    STUN("stun", "_stun._udp", 3478),
    /** RFC 4976 section 5.1; seed name {@code msrprelay}. */
    MSRP_RELAY("msrprelay", "_msrps._tcp", 2855),
    /** RFC 8656, over UDP. */
    TURN("turn", "_turn._udp", 3478),
    /** RFC 8656, over TLS. */
    TURNS("turns", "_turns._tcp", 5349);

    private final String label;
    private final String srvPrefix;
    private final int defaultPort;

    ServiceKind(String label, String srvPrefix, int defaultPort) {
        this.label = label;
        this.srvPrefix = srvPrefix;
        this.defaultPort = defaultPort;
    }

    /** The word for this kind in notifications and on the command line. */
    public String label() {
        return label;
    }

    /** The two labels that stand before the domain in an SRV query, for example {@code _stun._udp}. */
    public String srvPrefix() {
        return srvPrefix;
    }

    /** The port used when the domain has no SRV record. */
    public int defaultPort() {
        return defaultPort;
    }
}
