/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.threading.internal.SerialExecutors;
import org.sipsimple.threading.internal.Threads;
import org.sipsimple.threading.internal.TimerScheduler;

/**
 * The thread manager with real threads and real time. Threads start when there is work and end after a while without.
 *
 * <p>Owns its threads; {@link #close()} lets them end. Thread-safe.
 */
public final class DefaultThreadManager implements ThreadManager, AutoCloseable {

    private final ExecutorService serialThreads = Threads.pool("serial");
    private final ExecutorService blocking = Threads.blocking("blocking");
    private final SerialExecutors serials = new SerialExecutors(serialThreads);
    private final TimerScheduler scheduler;

    /** Takes time stamps from the system clock. */
    public DefaultThreadManager() {
        this(InstantSource.system());
    }

    /** @param clock where {@link Scheduler#now()} gets the time of day */
    public DefaultThreadManager(InstantSource clock) {
        scheduler = new TimerScheduler("scheduler", clock);
    }

    @Override
    public SerialExecutor serial(String name) {
        return serials.get(name);
    }

    @Override
    public CompletionStage<Void> stop(String name) {
        return serials.stop(name);
    }

    @Override
    public Executor blocking() {
        return blocking;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Stops taking work: tasks not yet due are dropped, jobs already given to an executor still run, later ones are
     * refused with {@link java.util.concurrent.RejectedExecutionException}. Does not wait. Closing again does nothing.
     */
    @Override
    public void close() {
        scheduler.close();
        serials.close();
        blocking.shutdown();
    }
}
