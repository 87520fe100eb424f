/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The queue of the event thread and the thread itself: from {@link #open} to {@link #close} it runs tasks in the order in
 * which they were added. Adding takes a lock for the time of a list append, never for that of a task, so the native
 * worker is not held up.
 */
final class EventQueue {
    /** The name of the thread that owns the state of all engine objects. */
    static final String THREAD_NAME = "sipsimple-engine-events";

    /** What may wait before dispensable tasks are refused: some megabytes of log lines and traces. */
    static final int DISPENSABLE_LIMIT = 10_000;

    private static final Logger LOG = System.getLogger(EventQueue.class.getName());

    private final Consumer<Throwable> onFailure;

    // guarded by this
    private ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean idle;
    private long refused;
    private @Nullable Thread thread;

    /** @param onFailure told, on the event thread, what a task threw */
    EventQueue(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    synchronized void open() {
        if (open) {
            throw new IllegalStateException("the event queue is open");
        }
        open = true;
        Thread events = new Thread(this::run, THREAD_NAME);
        events.setDaemon(true);
        thread = events;
        events.start();
    }

    /** Adds a task, unless the queue is closed. */
    synchronized boolean add(Runnable task) {
        if (!open) {
            return false;
        }
        append(task);
        return true;
    }

    /** Adds a task that is not worth memory when the thread cannot keep up; those refused are counted in the log. */
    synchronized void addDispensable(Runnable task) {
        if (!open) {
            return;
        }
        if (waiting.size() >= DISPENSABLE_LIMIT) {
            refused++;
            return;
        }
        append(task);
    }

    /** Refuses further tasks, runs the last one and all before it, and waits for the thread to end. */
    void close(Runnable last) throws InterruptedException {
        Thread ending;
        synchronized (this) {
            ending = thread;
            if (!open || ending == null) {
                return;
            }
            append(last);
            open = false;
        }
        ending.join();
    }

    synchronized boolean isOwner() {
        return Thread.currentThread() == thread;
    }

    private void append(Runnable task) {
        waiting.add(task);
        if (idle) {
            notifyAll();
        }
    }

    private void run() {
        for (ArrayDeque<Runnable> batch = take(); !batch.isEmpty(); batch = take()) {
            for (Runnable task = batch.poll(); task != null; task = batch.poll()) {
                runOne(task);
            }
        }
    }

    private void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, "a task of the engine's event thread failed", failure);
            onFailure.accept(failure);
        }
    }

    /** Waits for tasks; empty when the queue is closed and nothing is left. */
    private synchronized ArrayDeque<Runnable> take() {
        while (waiting.isEmpty() && open) {
            idle = true;
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.log(Level.WARNING, "the engine's event thread was interrupted and goes on", e);
            } finally {
                idle = false;
            }
        }
        if (refused > 0) {
            LOG.log(
                    Level.WARNING,
                    refused + " log lines and traces were dropped: they came faster than they were taken");
            refused = 0;
        }
        ArrayDeque<Runnable> batch = waiting;
        waiting = new ArrayDeque<>();
        return batch;
    }
}
