/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.net.InetSocketAddress;

/**
 * An address that media could be sent to (RFC 8445 section 4).
 *
 * @param id where it stands in its side's list
 * @param component 1 for RTP, 2 for RTCP
 */
public record IceCandidate(int id, int component, InetSocketAddress address, Type type) {

    /** How an address became a candidate; the number is that of pjnath and of the border. */
    public enum Type {
        /** An address of the host itself. */
        HOST,
        /** What a STUN server saw us as. */
        SERVER_REFLEXIVE,
        /** What the peer saw us as during the checks. */
        PEER_REFLEXIVE,
        /** An address of a TURN server that forwards to us. */
        RELAYED;

        /** As in SDP (RFC 8839): host, srflx, prflx, relay. */
        public String token() {
            return switch (this) {
                case HOST -> "host";
                case SERVER_REFLEXIVE -> "srflx";
                case PEER_REFLEXIVE -> "prflx";
                case RELAYED -> "relay";
            };
        }
    }
}
