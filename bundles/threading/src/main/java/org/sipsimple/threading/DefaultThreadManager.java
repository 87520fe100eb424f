/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.threading.internal.ElasticPool;
import org.sipsimple.threading.internal.SerialExecutors;
import org.sipsimple.threading.internal.Threads;
import org.sipsimple.threading.internal.TimerScheduler;

/**
 * The thread manager with real threads and real time. Threads start when there is work and end after a while without.
 *
 * <p>Owns its threads; {@link #close()} lets them end. Thread-safe.
 */
public final class DefaultThreadManager implements ThreadManager, AutoCloseable {

    private static final String BLOCKING = "blocking";
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    private final Duration idleTime;
    private final SerialExecutors serials;
    private final Executor blocking;
    private final Runnable closeBlocking;
    private final TimerScheduler scheduler;

    /** Guards itself and {@link #closed}. */
    private final Map<String, ElasticPool> pools = new HashMap<>();

    private boolean closed;

    /** Takes time stamps from the system clock. */
    public DefaultThreadManager() {
        this(InstantSource.system());
    }

    /** @param clock where {@link Scheduler#now()} gets the time of day */
    public DefaultThreadManager(InstantSource clock) {
        this(clock, IDLE_TIME);
    }

    /**
     * @param clock where {@link Scheduler#now()} gets the time of day
     * @param idleTime how long a pooled thread without work stays before it ends
     */
    public DefaultThreadManager(InstantSource clock, Duration idleTime) {
        this.idleTime = idleTime;
        scheduler = new TimerScheduler("scheduler", clock);
        ElasticPool serialThreads = newPool("serial");
        // not closed before the last job: one just accepted may not have asked for its thread yet
        serials = new SerialExecutors(serialThreads, serialThreads::close);
        if (Threads.haveVirtual()) {
            ExecutorService virtual = Threads.virtual(BLOCKING);
            blocking = virtual;
            closeBlocking = virtual::shutdown;
        } else {
            ElasticPool platform = newPool(BLOCKING);
            blocking = platform;
            closeBlocking = platform::close;
        }
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
    public Executor pool(String name) {
        synchronized (pools) {
            if (closed) {
                throw new RejectedExecutionException("no pool " + name + ": the thread manager is closed");
            }
            return pools.computeIfAbsent(name, this::newPool);
        }
    }

    /** The pool grows with the tasks that run at once and shrinks when they are done. */
    private ElasticPool newPool(String name) {
        return new ElasticPool(Threads.factory(name), idleTime);
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Stops taking work: tasks not yet due are dropped, jobs already given to an executor still run, later ones are
     * refused with {@link RejectedExecutionException}. Does not wait. Closing again does nothing.
     */
    @Override
    public void close() {
        synchronized (pools) {
            if (closed) {
                return;
            }
            closed = true;
            pools.values().forEach(ElasticPool::close);
        }
        scheduler.close();
        serials.close();
        closeBlocking.run();
    }
}
