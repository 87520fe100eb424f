/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.SerialExecutor;

/** A queue of jobs that takes a thread of a pool while it has any. Thread-safe. */
final class Serial implements SerialExecutor {

    private static final Logger LOG = System.getLogger(Serial.class.getName());

    private final String name;
    private final Executor threads;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Guards itself, {@link #running} and {@link #stopped}; never held while a job runs. */
    private final ArrayDeque<Runnable> jobs = new ArrayDeque<>();

    private boolean running;
    private boolean stopped;
    private volatile @Nullable Thread owner;

    Serial(String name, Executor threads) {
        this.name = name;
        this.threads = threads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOwner() {
        return owner == Thread.currentThread();
    }

    @Override
    public void execute(Runnable job) {
        boolean start;
        synchronized (jobs) {
            if (stopped) {
                throw new RejectedExecutionException("serial executor " + name + " is stopped");
            }
            jobs.add(job);
            start = !running;
            running = true;
        }
        if (start) {
            start(job);
        }
    }

    private void start(Runnable job) {
        try {
            threads.execute(this::runAll);
        } catch (RuntimeException | Error noThread) {
            // jobs of other callers stay: the next call tries again for a thread
            synchronized (jobs) {
                jobs.removeLastOccurrence(job);
                running = false;
            }
            throw noThread;
        }
    }

    private void runAll() {
        owner = Thread.currentThread();
        for (Runnable job = next(); job != null; job = next()) {
            try {
                job.run();
            } catch (Throwable failure) {
                LOG.log(
                        Level.ERROR,
                        "Job " + job.getClass().getName() + " of serial executor " + name + " failed",
                        failure);
            }
        }
    }

    private @Nullable Runnable next() {
        boolean last;
        synchronized (jobs) {
            Runnable job = jobs.poll();
            if (job != null) {
                return job;
            }
            owner = null;
            running = false;
            last = stopped;
        }
        if (last) {
            done.complete(null);
        }
        return null;
    }

    /** Refuses jobs from now on; completes when the ones it has are done. */
    CompletionStage<Void> stop() {
        boolean idle;
        synchronized (jobs) {
            stopped = true;
            idle = !running;
        }
        if (idle) {
            done.complete(null);
        }
        return done.minimalCompletionStage();
    }

    @Override
    public String toString() {
        return "serial executor " + name;
    }
}
