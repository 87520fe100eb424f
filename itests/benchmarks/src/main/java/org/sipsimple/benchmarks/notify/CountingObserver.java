/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** Counts what it gets, on whatever thread, as a listener in a plain list has to. */
final class CountingObserver implements Consumer<BenchNotification> {

    /** In the middle of an array, so that no two observers count in one cache line. */
    private static final int COUNT = 8;

    private final AtomicLongArray cells = new AtomicLongArray(2 * COUNT);

    @Override
    public void accept(BenchNotification notification) {
        cells.getAndAdd(COUNT, notification.increment());
    }

    long count() {
        return cells.get(COUNT);
    }
}
