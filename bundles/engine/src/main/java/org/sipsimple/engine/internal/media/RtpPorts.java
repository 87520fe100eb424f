/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.sipsimple.api.sip.EngineOptions.PortRange;

/**
 * Says which port to try first. A port that was just given up comes last: its old peer may still be sending to it.
 * Thread-safe.
 */
final class RtpPorts {
    private final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

    int after(PortRange range) {
        int count = range.last() - range.first() + 1;
        return range.first() + Math.floorMod(next.getAndAdd(2), count);
    }
}
