/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The queue of the event thread and the thread itself: from {@link #open} to {@link #close} it takes tasks, and from {@link
 * #begin} on it runs them in the order in which they were added. Adding takes no lock at all: the native worker adds too, and a lock that virtual threads queue for may be
 * handed to one that gets no carrier, when all carriers are in native calls that wait for the worker.
 */
final class EventQueue {
    /** The name of the thread that owns the state of all engine objects. */
    static final String THREAD_NAME = "sipsimple-engine-events";

    /** What may wait before dispensable tasks are refused: some megabytes of log lines and traces. */
    static final int DISPENSABLE_LIMIT = 10_000;

    private static final Logger LOG = System.getLogger(EventQueue.class.getName());

    private final Consumer<Throwable> onFailure;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicInteger adding = new AtomicInteger();
    private volatile boolean idle;
    private volatile boolean over;
    private volatile @Nullable Thread thread;

    /** @param onFailure told, on the event thread, what a task threw */
    EventQueue(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Takes tasks from now on. */
    void open() {
        Thread events = new Thread(this::run, THREAD_NAME);
        events.setDaemon(true);
        if (!open.compareAndSet(false, true)) {
            throw new IllegalStateException("the event queue is open");
        }
        over = false;
        thread = events;
    }

    /** Runs what has been added, and what will be; once after each {@link #open}. */
    void begin() {
        Objects.requireNonNull(thread, "not open").start();
    }

    /** Adds a task, unless the queue is closed. */
    boolean add(Runnable task) {
        adding.incrementAndGet();
        try {
            if (!open.get()) {
                return false;
            }
            append(task);
            return true;
        } finally {
            adding.decrementAndGet();
        }
    }

    /** Adds a task that is not worth memory when the thread cannot keep up; those refused are counted in the log. */
    void addDispensable(Runnable task) {
        if (size.get() < DISPENSABLE_LIMIT) {
            add(task);
        } else if (open.get()) {
            refused.incrementAndGet();
        }
    }

    /** Refuses further tasks, runs the last one and all before it, and waits for the thread to end. */
    void close(Runnable last) throws InterruptedException {
        Thread ending = thread;
        if (!open.compareAndSet(true, false) || ending == null) {
            return;
        }
        while (adding.get() > 0) {
            Thread.yield(); // for those who found it open a moment ago: they only append
        }
        append(() -> {
            over = true;
            last.run();
        });
        ending.join();
    }

    boolean isOwner() {
        return Thread.currentThread() == thread;
    }

    private void append(Runnable task) {
        size.incrementAndGet();
        waiting.add(task);
        if (idle) {
            idle = false; // one of those who see it wakes the thread
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!over) {
            Runnable task = waiting.poll();
            if (task == null) {
                await();
            } else {
                size.decrementAndGet();
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

    /** Until there may be a task. */
    private void await() {
        long dropped = refused.getAndSet(0);
        if (dropped > 0) {
            LOG.log(
                    Level.WARNING,
                    dropped + " log lines and traces were dropped: they came faster than they were taken");
        }
        idle = true;
        if (waiting.isEmpty()) { // whoever adds from here on sees that it is idle
            LockSupport.park(this);
        }
        idle = false;
        if (Thread.interrupted()) {
            LOG.log(Level.WARNING, "the engine's event thread was interrupted and goes on");
        }
    }
}
