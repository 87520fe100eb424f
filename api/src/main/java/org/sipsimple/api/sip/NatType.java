/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** What is between this host and a STUN server, by the classic tests (RFC 3489 section 5). */
public enum NatType {
    /** The tests gave no clear answer. */
    UNKNOWN("Unknown"),
    /** The server cannot tell: it has one address only, or answers cannot be trusted. */
    ERR_UNKNOWN("ErrUnknown"),
    /** No NAT. PJNATH 2.17 does not tell this from {@link #FULL_CONE}, which it reports. */
    OPEN("Open"),
    /** No UDP comes through. */
    BLOCKED("Blocked"),
    /** No NAT, but a firewall that lets in only answers. */
    SYMMETRIC_UDP("Symmetric UDP"),
    /** One mapping for all peers, open to all. */
    FULL_CONE("Full Cone"),
    /** A mapping of its own for each peer. */
    SYMMETRIC("Symmetric"),
    /** One mapping, open to addresses that were sent to. */
    RESTRICTED("Restricted"),
    /** One mapping, open to addresses and ports that were sent to. */
    PORT_RESTRICTED("Port Restricted");

    private final String text;

    NatType(String text) {
        this.text = text;
    }

    /** As the seed and pjnath call it. */
    @Override
    public String toString() {
        return text;
    }
}
