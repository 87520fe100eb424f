/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** What stands between us and a STUN server, in the terms of RFC 3489 section 5. */
public enum NatType {
    /** The answers do not fit any type. */
    UNKNOWN,
    /** Nothing: our address is the one that is seen. */
    OPEN,
    /** UDP does not get through. */
    BLOCKED,
    /** A firewall without translation that lets answers in only from where we sent to. */
    SYMMETRIC_UDP,
    FULL_CONE,
    SYMMETRIC,
    RESTRICTED,
    PORT_RESTRICTED
}
