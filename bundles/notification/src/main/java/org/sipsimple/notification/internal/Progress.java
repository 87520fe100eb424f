/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * How far the deliveries to one observer are: written by the delivery all the time, read by the watch once a second.
 *
 * <p>The unused fields keep other objects out of the cache line, so that this writing does not slow down the posters.
 */
final class Progress {

    private static final AtomicReferenceFieldUpdater<Progress, Channel.@Nullable Entry> AT =
            AtomicReferenceFieldUpdater.newUpdater(Progress.class, Channel.Entry.class, "at");
    private static final AtomicLongFieldUpdater<Progress> DELIVERER =
            AtomicLongFieldUpdater.newUpdater(Progress.class, "deliverer");

    long before1;
    long before2;
    long before3;
    long before4;
    long before5;
    long before6;
    long before7;

    /** The last entry that has been delivered; null once nothing is delivered any more. */
    private volatile Channel.@Nullable Entry at;

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

    /** The delivery of this entry has ended; called by one thread at a time. */
    void passed(Channel.Entry entry) {
        AT.lazySet(this, entry);
    }

    Channel.@Nullable Entry at() {
        return at;
    }

    /** Lets go of the list. */
    void forget() {
        at = null;
    }

    /** The number of the last entry that has been delivered. */
    long finished() {
        Channel.Entry last = at;
        return last == null ? 0 : last.number();
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
