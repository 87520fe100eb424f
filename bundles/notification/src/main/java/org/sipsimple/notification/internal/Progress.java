/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * How far the deliveries to one observer are: written by the delivery all the time, read once a second by the watch.
 *
 * <p>The unused fields keep other objects out of the cache line, so that this writing does not slow down the posters.
 */
final class Progress {

    private static final AtomicLongFieldUpdater<Progress> FINISHED =
            AtomicLongFieldUpdater.newUpdater(Progress.class, "finished");
    private static final AtomicLongFieldUpdater<Progress> DELIVERER =
            AtomicLongFieldUpdater.newUpdater(Progress.class, "deliverer");

    long before1;
    long before2;
    long before3;
    long before4;
    long before5;
    long before6;
    long before7;
    private volatile long finished;

    /** The id of the thread that delivers, or 0. */
    private volatile long deliverer;

    long after1;
    long after2;
    long after3;
    long after4;
    long after5;
    long after6;
    long after7;

    /** Called by the thread that begins to deliver. */
    void begin() {
        DELIVERER.lazySet(this, Thread.currentThread().getId());
    }

    void end() {
        DELIVERER.lazySet(this, 0L);
    }

    /** Counts one delivery; called by one thread at a time. */
    void finishedOne() {
        FINISHED.lazySet(this, finished + 1);
    }

    /** How many deliveries have ended. */
    long finished() {
        return finished;
    }

    /** Whether a thread delivers now. */
    boolean isDelivering() {
        return deliverer != 0;
    }

    /** The thread that delivers now; null if there is none or if it is a virtual one. */
    @Nullable
    Thread deliverer() {
        long id = deliverer;
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getId() == id)
                .findFirst()
                .orElse(null);
    }
}
