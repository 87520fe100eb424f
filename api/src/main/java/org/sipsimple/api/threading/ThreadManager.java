/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.threading;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The threads of the SDK for those who need some. Executors are passed on to constructors, so that tests can pass others.
 *
 * <p>Thread-safe. Spec: Developer Guide, "Threading API".
 */
@ProviderType
public interface ThreadManager {

    /**
     * The serial executor of that name, made when first asked for. Two callers with one name share it, as long as any of
     * them holds it or has jobs waiting; after that it is forgotten, so names made for one object do not pile up.
     */
    SerialExecutor serial(String name);

    /**
     * Takes leave of the serial executor of that name: it still runs what it was given so far and then refuses jobs with
     * {@link java.util.concurrent.RejectedExecutionException}. The next {@link #serial} of that name makes a new one.
     *
     * @return completes when its last job has run; at once when there is none of that name
     */
    CompletionStage<Void> stop(String name);

    /** Runs each task at once on a thread that may wait: a virtual one where the JVM has them, else a pooled one. */
    Executor blocking();

    /**
     * Runs each task at once on a pooled thread called {@code name-1}, {@code name-2} and so on; for a subsystem whose
     * threads should be told apart. Two callers with one name share the pool.
     */
    Executor pool(String name);

    /**
     * Runs work that waits and tells its result.
     *
     * @return completes with what the work returns or throws
     */
    default <T> CompletionStage<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            blocking().execute(() -> {
                try {
                    result.complete(work.call());
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            result.completeExceptionally(refused);
        }
        return result;
    }

    /** The timer and clock everyone shares. */
    Scheduler scheduler();
}
