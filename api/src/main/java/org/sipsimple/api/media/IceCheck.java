/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.net.InetSocketAddress;

/**
 * A connectivity check (RFC 8445 section 6.1.2): whether a pair of candidates works.
 *
 * @param id where it stands in the list of checks
 * @param component 1 for RTP, 2 for RTCP
 * @param nominated whether media may use the pair
 */
public record IceCheck(
        int id,
        int component,
        InetSocketAddress source,
        InetSocketAddress destination,
        boolean nominated,
        State state) {

    /** RFC 8445 section 6.1.2.6. */
    public enum State {
        FROZEN,
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }
}
