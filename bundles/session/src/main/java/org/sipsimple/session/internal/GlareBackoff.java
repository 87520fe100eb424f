/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.sipsimple.api.sip.Direction;

/** How long to wait after a 491 (RFC 3261 section 14.1), in units of 10 ms. */
final class GlareBackoff {
    private GlareBackoff() {}

    /**
     * @param direction of the initial INVITE: the caller owns the Call-ID
     * @return 2.1 to 4 s for its owner, 0 to 2 s for the other
     */
    static Duration draw(Direction direction, RandomGenerator random) {
        int units = direction == Direction.OUTGOING ? random.nextInt(210, 401) : random.nextInt(0, 201);
        return Duration.ofMillis(10L * units);
    }
}
