/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;

/**
 * A scheduler whose time stands still until {@link #advance} is called, which runs what falls due on the calling thread:
 * in order of time, and of scheduling where times are equal. Scheduling and cancelling are thread-safe; one thread
 * advances.
 */
public final class ManualScheduler implements Scheduler {

    private final PriorityQueue<Task> waiting =
            new PriorityQueue<>(Comparator.<Task, Instant>comparing(t -> t.due).thenComparingLong(t -> t.number));
    private Instant now;
    private long scheduled;

    /** Starts at a fixed time of day, the same in every run. */
    public ManualScheduler() {
        this(Instant.parse("2030-01-01T00:00:00Z"));
    }

    public ManualScheduler(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable task) {
        Task added = new Task(delay.isNegative() ? now : now.plus(delay), scheduled++, task);
        waiting.add(added);
        return added;
    }

    /**
     * Lets time pass and runs what falls due meanwhile, what the tasks themselves schedule included. During a task the
     * clock shows the time the task was due. What a task throws leaves this method; the remaining ones stay scheduled.
     */
    public void advance(Duration time) {
        Instant end = now().plus(time);
        for (Task next = takeDue(end); next != null; next = takeDue(end)) {
            next.run.run();
        }
    }

    /** Runs what is due now, without letting time pass. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How long until the next task is due, or null when none waits. */
    public synchronized @Nullable Duration untilNext() {
        Task next = waiting.peek();
        return next == null ? null : Duration.between(now, next.due);
    }

    private synchronized @Nullable Task takeDue(Instant end) {
        Task next = waiting.peek();
        if (next == null || next.due.isAfter(end)) {
            now = end;
            return null;
        }
        waiting.remove();
        if (next.due.isAfter(now)) {
            now = next.due;
        }
        return next;
    }

    private synchronized boolean remove(Task task) {
        return waiting.remove(task);
    }

    private final class Task implements Scheduled {
        private final Instant due;
        private final long number;
        private final Runnable run;

        Task(Instant due, long number, Runnable run) {
            this.due = due;
            this.number = number;
            this.run = run;
        }

        @Override
        public boolean cancel() {
            return remove(this);
        }
    }
}
