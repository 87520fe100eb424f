/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.testing.ManualScheduler;

/**
 * Threads for tests: everything runs on the caller's thread, in the order of a real serial executor, and time stands
 * still until the scheduler is told to advance. For one thread only.
 */
public final class InlineThreads implements ThreadManager {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Map<String, Inline> executors = new HashMap<>();

    /** The clock; tests advance it. */
    public ManualScheduler time() {
        return scheduler;
    }

    @Override
    public SerialExecutor serial(String name) {
        return executors.computeIfAbsent(name, Inline::new);
    }

    @Override
    public CompletionStage<Void> stop(String name) {
        executors.remove(name);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Executor blocking() {
        return Runnable::run;
    }

    @Override
    public Executor pool(String name) {
        return Runnable::run;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    /** A job given by a job runs after it; an error in a job fails the test. */
    private static final class Inline implements SerialExecutor {
        private final String name;
        private final Deque<Runnable> jobs = new ArrayDeque<>();
        private boolean running;

        Inline(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isOwner() {
            return running;
        }

        @Override
        public void execute(Runnable job) {
            jobs.addLast(job);
            if (running) {
                return;
            }
            running = true;
            try {
                for (Runnable next = jobs.pollFirst(); next != null; next = jobs.pollFirst()) {
                    next.run();
                }
            } finally {
                running = false;
            }
        }
    }
}
