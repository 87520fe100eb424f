/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * How far the deliveries to one observer are: written by the delivery all the time, read once a second by the watch. Kept
 * in the middle of arrays, so that this writing does not slow down the posters, who read the fields next to it.
 */
final class Progress {

    private static final int MIDDLE = 16;

    private final AtomicIntegerArray finished = new AtomicIntegerArray(2 * MIDDLE);
    private final AtomicReferenceArray<@Nullable Thread> deliverer = new AtomicReferenceArray<>(2 * MIDDLE);

    void begin() {
        deliverer.setOpaque(MIDDLE, Thread.currentThread());
    }

    void end() {
        deliverer.setOpaque(MIDDLE, null);
    }

    /** Counts one delivery; called by one thread at a time. */
    void finishedOne() {
        finished.setOpaque(MIDDLE, finished.getPlain(MIDDLE) + 1);
    }

    /** How many deliveries have ended; wraps round. */
    int finished() {
        return finished.getOpaque(MIDDLE);
    }

    /** The thread that delivers now, or null. */
    @Nullable
    Thread deliverer() {
        return deliverer.getOpaque(MIDDLE);
    }
}
