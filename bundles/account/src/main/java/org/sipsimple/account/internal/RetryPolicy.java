/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a registrar waits between attempts. All waits are drawn, so that clients that lost their registrar at the same
 * moment do not come back at the same moment. Not thread-safe.
 */
final class RetryPolicy {
    private static final int LONGEST_STEP = 30;

    private final RandomGenerator random;
    private int step = 1;

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /** After a success waits begin to grow from the start again. */
    void reset() {
        step = 1;
    }

    /** After a failure to find or reach anybody in time: from 1 to 2 s at first, doubling up to 30 to 60 s. */
    Duration growing() {
        Duration wait = between(step, 2 * step);
        step = Math.min(LONGEST_STEP, 2 * step);
        return wait;
    }

    /** After the last route was refused: 15 to 40 s. */
    Duration refused() {
        return between(15, 40);
    }

    /** After a refusal that another attempt will hardly change: 60 to 120 s. */
    Duration denied() {
        return between(60, 120);
    }

    private Duration between(int low, int high) {
        return Duration.ofMillis(random.nextLong(1000L * low, 1000L * high + 1));
    }
}
