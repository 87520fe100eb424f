/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.hotdeploy;

import java.util.List;

/** Ranks in sorted lists. */
final class Percentiles {
    private Percentiles() {}

    /** The smallest value that {@code percent} of all do not exceed; 0 of none. */
    static long of(List<Long> sorted, int percent) {
        int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index));
    }
}
