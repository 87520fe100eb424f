/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A pool in which no task waits for another to end, and which still wakes few threads when tasks are short.
 *
 * <p>While tasks wait, one thread is on its way to them: the seeker. A thread that gives a task wakes a seeker only if
 * there is none; a seeker that has found a task wakes the next one before it runs it, if more tasks wait. So a task that
 * blocks holds up nobody, but a hundred short ones are mostly run by the threads that are awake anyway. Waking a thread
 * for each, as pools with a direct hand-over do, costs more than the tasks themselves.
 */
public final class ElasticPool implements Executor, AutoCloseable {

    private static final Logger LOG = System.getLogger(ElasticPool.class.getName());

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ThreadFactory factory;
    private final long idleNanos;

    /** Set while a thread is on its way to the tasks. Only who has set it takes a worker from {@link #idle}. */
    private final AtomicBoolean sought = new AtomicBoolean();

    /** Workers that sleep, the last to fall asleep first; guards itself. */
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    private volatile boolean closed;

    /** @param idleTime how long a thread without work stays */
    public ElasticPool(ThreadFactory factory, Duration idleTime) {
        this.factory = factory;
        this.idleNanos = idleTime.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("the pool is closed");
        }
        tasks.add(task);
        try {
            seek();
        } catch (RuntimeException | Error noThread) {
            if (tasks.remove(task)) {
                throw noThread;
            }
        }
    }

    /** Sends a thread to the tasks if none is on its way. */
    private void seek() {
        if (sought.get() || !sought.compareAndSet(false, true)) {
            return;
        }
        Worker sleeping;
        synchronized (idle) {
            sleeping = idle.poll();
        }
        if (sleeping != null) {
            sleeping.wake();
            return;
        }
        try {
            new Worker().start();
        } catch (RuntimeException | Error noThread) {
            sought.set(false);
            throw noThread;
        }
    }

    /** Refuses tasks from now on; those it has still run, then the threads end. */
    @Override
    public void close() {
        closed = true;
        List<Worker> sleeping;
        synchronized (idle) {
            sleeping = List.copyOf(idle);
        }
        sleeping.forEach(Worker::unpark);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.log(
                    Level.ERROR,
                    "Task " + task.getClass().getName() + " on thread "
                            + Thread.currentThread().getName() + " failed",
                    failure);
        }
        // an interrupt was meant for the task, and would keep the thread from sleeping
        Thread.interrupted();
    }

    private final class Worker implements Runnable {
        private final Thread thread = factory.newThread(this);
        private volatile boolean awake = true;

        void start() {
            thread.start();
        }

        void wake() {
            awake = true;
            unpark();
        }

        void unpark() {
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            do {
                runFirst();
                for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                    ElasticPool.run(next);
                }
            } while (sleep());
        }

        /** As the seeker: takes a task, hands the seeking on and runs it. */
        private void runFirst() {
            Runnable first = tasks.poll();
            sought.set(false);
            // whoever gave a task before that line left it to this thread to send somebody
            if (!tasks.isEmpty()) {
                handOn();
            }
            if (first != null) {
                ElasticPool.run(first);
            }
        }

        private void handOn() {
            try {
                seek();
            } catch (RuntimeException | Error noThread) {
                // this thread gets to them when it is done
                LOG.log(Level.ERROR, "No thread for the tasks that wait", noThread);
            }
        }

        /** Returns true when woken as the seeker, false when it is time to end. */
        private boolean sleep() {
            awake = false;
            synchronized (idle) {
                idle.push(this);
            }
            long end = System.nanoTime() + idleNanos;
            while (!awake) {
                long left = end - System.nanoTime();
                if (closed || left <= 0) {
                    synchronized (idle) {
                        if (idle.remove(this)) {
                            return false;
                        }
                    }
                    // just taken by a waker, who will set the flag in a moment
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(ElasticPool.this, left);
                }
            }
            return true;
        }
    }
}
