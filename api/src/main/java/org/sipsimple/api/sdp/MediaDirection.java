/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.Optional;

/**
 * Which way media flow, seen from the side that writes the description (RFC 3264 section 5.1, RFC 8866 section 6.7).
 */
public enum MediaDirection {
    SENDRECV("sendrecv", true, true),
    SENDONLY("sendonly", true, false),
    RECVONLY("recvonly", false, true),
    INACTIVE("inactive", false, false);

    private final String attribute;
    private final boolean sends;
    private final boolean receives;

    MediaDirection(String attribute, boolean sends, boolean receives) {
        this.attribute = attribute;
        this.sends = sends;
        this.receives = receives;
    }

    /** The direction that sends and receives like this. */
    public static MediaDirection of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The direction of that attribute name; empty for other attributes. */
    public static Optional<MediaDirection> find(String attribute) {
        for (MediaDirection direction : values()) {
            if (direction.attribute.equals(attribute)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    /** The name of the SDP attribute. */
    public String attribute() {
        return attribute;
    }

    /** Whether the side that writes it sends. */
    public boolean sends() {
        return sends;
    }

    /** Whether the side that writes it receives. */
    public boolean receives() {
        return receives;
    }

    /** The same flow seen from the other side. */
    public MediaDirection reversed() {
        return of(receives, sends);
    }

    /** This direction with the other side put on hold: nothing is received any more (RFC 3264 section 8.4). */
    public MediaDirection withHold() {
        return of(sends, false);
    }

    /** What both allow. */
    public MediaDirection and(MediaDirection other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /** What an answer may say when this is what we want and that is what was offered. */
    public MediaDirection answering(MediaDirection offered) {
        return and(offered.reversed());
    }
}
