/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

/** Which addresses of a host are asked for and which go first (RFC 7984 section 4). */
public enum AddressPreference {
    /** Both families, IPv6 first; an address this machine has no route to goes last (RFC 6724 rule 1). */
    IPV6_FIRST,
    /** Both families, IPv4 first; an address this machine has no route to goes last. */
    IPV4_FIRST,
    /** A records only. */
    IPV4_ONLY,
    /** AAAA records only. */
    IPV6_ONLY;

    /** Whether A records are asked for. */
    public boolean ipv4() {
        return this != IPV6_ONLY;
    }

    /** Whether AAAA records are asked for. */
    public boolean ipv6() {
        return this != IPV4_ONLY;
    }
}
