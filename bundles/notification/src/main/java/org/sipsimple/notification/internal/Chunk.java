/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * A piece of an observer's queue. Posters fill its places from the first to the last, each with one compare-and-set,
 * which is all that posting costs; the delivery empties them in the same order. So places are filled without a gap, and
 * the first one that is not filled is the end of the queue.
 */
final class Chunk {
    /** An emptied place: not to be filled again. */
    private static final Object TAKEN = new Object();

    private static final int FIRST_SIZE = 16;
    private static final int LARGEST_SIZE = 256;

    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Chunk.class, "next", Chunk.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Object[] places;

    /** How many places came before this chunk. */
    private final long before;

    /** No place before this one is free; not always the first free one. Any thread's value is good enough. */
    private int hint;

    private volatile @Nullable Chunk next;

    Chunk() {
        this(FIRST_SIZE, 0);
    }

    private Chunk(int size, long before) {
        this.places = new Object[size];
        this.before = before;
    }

    /** Fills the first free place; -1 when there is none, else how many places the queue has had up to it. */
    long add(Notification notification) {
        Object[] all = places;
        for (int at = hint; at < all.length; at++) {
            if (PLACES.compareAndSet(all, at, null, notification)) {
                hint = at + 1;
                return before + at + 1;
            }
        }
        return -1;
    }

    /** For the delivery, which so need not look at what posters write all the time. */
    Object[] places() {
        return places;
    }

    /** Empties a place; null when it is not filled yet. Only for the delivery. */
    static @Nullable Notification take(Object[] places, int at) {
        Object filled = PLACES.getAcquire(places, at);
        if (filled != null) {
            PLACES.set(places, at, TAKEN);
        }
        return (Notification) filled;
    }

    /** Whether that place was filled, or the one behind the last. */
    boolean goesOn(int at) {
        return at < places.length ? PLACES.getVolatile(places, at) != null : next != null;
    }

    @Nullable
    Chunk next() {
        return next;
    }

    /** The next chunk, made if nobody has. */
    Chunk nextOrNew() {
        Chunk there = next;
        if (there != null) {
            return there;
        }
        int size = Math.min(2 * places.length, LARGEST_SIZE);
        NEXT.compareAndSet(this, null, new Chunk(size, before + places.length));
        Chunk made = next;
        return made == null ? this : made;
    }
}
