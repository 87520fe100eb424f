/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way between a stream and its handler, in order. Whoever puts in too much waits, so that a slow reader
 * slows the writer down. Thread-safe. Arrays are handed over: nobody changes them any more.
 */
public final class DataQueue {
    private final int limit;
    private final Queue<byte[]> parts = new ArrayDeque<>();
    private long size;
    private boolean closed;
    private Runnable whenSpace = () -> {};

    /** @param limit bytes from which on writers wait */
    public DataQueue(int limit) {
        this.limit = limit;
    }

    /**
     * Puts data in, after waiting until there is space. Not for threads that must not wait.
     *
     * @return false when the queue is closed, and the data lost
     */
    public synchronized boolean put(byte[] data) throws InterruptedException {
        while (size >= limit && !closed) {
            wait();
        }
        return add(data);
    }

    private boolean add(byte[] data) {
        if (closed) {
            return false;
        }
        parts.add(data);
        size += data.length;
        notifyAll();
        return true;
    }

    /**
     * Puts data in without waiting.
     *
     * @return whether there is space for more; if not, wait for {@link #onSpace} before the next
     */
    public synchronized boolean offer(byte[] data) {
        add(data);
        return size < limit;
    }

    /** Whether there is space at this moment. */
    public synchronized boolean hasSpace() {
        return size < limit;
    }

    /** Who is told, on the reader's thread, when there is space again; takes the place of the one before. */
    public synchronized void onSpace(Runnable listener) {
        whenSpace = listener;
    }

    /**
     * Takes the oldest part, after waiting until there is one.
     *
     * @return null when the queue is closed and empty
     */
    public byte @Nullable [] take() throws InterruptedException {
        Runnable tell = null;
        byte[] part;
        synchronized (this) {
            while (parts.isEmpty() && !closed) {
                wait();
            }
            part = parts.poll();
            if (part != null) {
                boolean full = size >= limit;
                size -= part.length;
                notifyAll();
                tell = full && size < limit ? whenSpace : null;
            }
        }
        if (tell != null) {
            tell.run();
        }
        return part;
    }

    /** Nothing more goes in; what is there can still be taken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
