/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;

/** One thread that runs what is due. Thread-safe. */
public final class TimerScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = System.getLogger(TimerScheduler.class.getName());
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final ScheduledThreadPoolExecutor timer;
    private final InstantSource clock;

    public TimerScheduler(String threadName, InstantSource clock) {
        this.clock = clock;
        timer = new ScheduledThreadPoolExecutor(1, run -> Threads.daemon(run, threadName));
        // a cancelled task must not keep its session in memory until its time would have come
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay.isNegative() ? Duration.ZERO : delay;
        Future<?> future = timer.schedule(() -> run(task), bounded.toNanos(), TimeUnit.NANOSECONDS);
        return new Waiting(future);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "Scheduled task " + task.getClass().getName() + " failed", failure);
        }
    }

    /** Drops what waits; a task that runs comes to its end. */
    @Override
    public void close() {
        timer.shutdown();
    }

    private record Waiting(Future<?> future) implements Scheduled {
        @Override
        public boolean cancel() {
            return future.cancel(false);
        }
    }
}
