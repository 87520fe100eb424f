/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.SerialExecutor;

/**
 * Serial executors by name. One that nobody holds and that has no jobs can't be told from a new one, so the map holds them
 * weakly; the pool holds those that have jobs. Thread-safe.
 */
public final class SerialExecutors implements AutoCloseable {

    private final Executor threads;
    private final Runnable onClosed;
    private final Map<String, Named> byName = new HashMap<>();
    private final ReferenceQueue<Serial> forgotten = new ReferenceQueue<>();
    private boolean closed;

    /**
     * @param threads runs the jobs
     * @param onClosed runs once after {@link #close()}, when the last job has ended
     */
    public SerialExecutors(Executor threads, Runnable onClosed) {
        this.threads = threads;
        this.onClosed = onClosed;
    }

    /** The executor of that name, a new one if there is none. */
    public synchronized SerialExecutor get(String name) {
        if (closed) {
            throw new RejectedExecutionException("no serial executor " + name + ": the thread manager is closed");
        }
        dropForgotten();
        Serial known = known(name);
        if (known != null) {
            return known;
        }
        Serial made = new Serial(name, threads);
        byName.put(name, new Named(name, made, forgotten));
        return made;
    }

    /** Completes when the executor of that name has run what it has; at once when there is none. */
    public CompletionStage<Void> stop(String name) {
        Serial known;
        synchronized (this) {
            known = known(name);
            byName.remove(name);
        }
        return known == null ? CompletableFuture.completedStage(null) : known.stop();
    }

    /** How many names are remembered. */
    public synchronized int size() {
        dropForgotten();
        return byName.size();
    }

    /** Refuses new jobs; those already given still run. Called once. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (Named named : byName.values()) {
                Serial serial = named.get();
                if (serial != null) {
                    ends.add(serial.stop().toCompletableFuture());
                }
            }
            byName.clear();
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenRun(onClosed);
    }

    private @Nullable Serial known(String name) {
        Named named = byName.get(name);
        return named == null ? null : named.get();
    }

    private void dropForgotten() {
        for (Reference<?> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            if (gone instanceof Named named) {
                byName.remove(named.name, named);
            }
        }
    }

    private static final class Named extends WeakReference<Serial> {
        private final String name;

        Named(String name, Serial serial, ReferenceQueue<Serial> forgotten) {
            super(serial, forgotten);
            this.name = name;
        }
    }
}
