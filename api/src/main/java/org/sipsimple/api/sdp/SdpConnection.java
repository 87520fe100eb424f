/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

/**
 * Where media are sent to: the {@code c=} line (RFC 8866 section 5.7).
 *
 * @param address host name or address; multicast ones with their TTL and count, as {@code 224.2.1.1/127/3}
 * @param netType {@code IN}
 * @param addressType {@code IP4} or {@code IP6}
 */
public record SdpConnection(String address, String netType, String addressType) {

    /** @throws org.sipsimple.api.sip.SipSyntaxException when a part is empty or holds blanks */
    public SdpConnection {
        SdpText.requireWord("connection address", address);
        SdpText.requireWord("network type", netType);
        SdpText.requireWord("address type", addressType);
    }

    /** An internet address: {@code IP6} if it has a colon, else {@code IP4}. */
    public static SdpConnection of(String address) {
        return new SdpConnection(address, "IN", address.indexOf(':') < 0 ? "IP4" : "IP6");
    }

    /** Whether it is the unspecified address, the old way to put on hold (RFC 3264 section 8.4). */
    public boolean isUnspecified() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    /** The line without {@code c=}. */
    @Override
    public String toString() {
        return netType + ' ' + addressType + ' ' + address;
    }
}
