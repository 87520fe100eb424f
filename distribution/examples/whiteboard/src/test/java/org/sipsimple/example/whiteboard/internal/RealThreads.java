/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.threading.DefaultThreadManager;

/** Threads that really run, with a clock that stands still. */
final class RealThreads implements ThreadManager, AutoCloseable {
    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final Scheduler clock;

    RealThreads(Scheduler clock) {
        this.clock = clock;
    }

    @Override
    public SerialExecutor serial(String name) {
        return threads.serial(name);
    }

    @Override
    public CompletionStage<Void> stop(String name) {
        return threads.stop(name);
    }

    @Override
    public Executor blocking() {
        return threads.blocking();
    }

    @Override
    public Executor pool(String name) {
        return threads.pool(name);
    }

    @Override
    public Scheduler scheduler() {
        return clock;
    }

    @Override
    public void close() {
        threads.close();
    }
}
