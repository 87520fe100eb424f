/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpSession;

/**
 * Which sides hold a stream, by the directions both have agreed on, and whether ours wants to (RFC 3264 section 8.4).
 * Written on the session's executor, read on any thread.
 */
final class HoldSides {
    private volatile boolean here;
    private volatile boolean there;
    private volatile boolean wish;

    void want(boolean held) {
        wish = held;
    }

    /** What to offer. A stream held by the peer has nothing to send, so holding it too leaves nothing. */
    MediaDirection wanted() {
        if (!wish) {
            return MediaDirection.SENDRECV;
        }
        return there ? MediaDirection.INACTIVE : MediaDirection.SENDONLY;
    }

    /** Takes what was agreed on; an address of zeros is how old peers hold (RFC 2543). */
    void learn(SdpSession localSdp, SdpSession remoteSdp, int index) {
        SdpConnection connection = remoteSdp.connection(index);
        boolean zeros = connection != null && connection.isUnspecified();
        here = !localSdp.direction(index).receives();
        there = zeros || !remoteSdp.direction(index).receives();
    }

    boolean here() {
        return here;
    }

    boolean there() {
        return there;
    }
}
