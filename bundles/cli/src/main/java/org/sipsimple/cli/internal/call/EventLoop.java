/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;

/** Runs everything a tool does on the tool's own thread, so that a tool needs no locks. */
public final class EventLoop implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Scheduler scheduler;

    public EventLoop(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** May be called on any thread. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the task on the loop after a while. */
    public Scheduled after(Duration delay, Runnable task) {
        return scheduler.schedule(delay, () -> tasks.add(task));
    }

    /** Runs tasks until the condition, asked after each of them, holds. */
    public void runUntil(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            tasks.take().run();
        }
    }

    /** Runs the tasks that have been given by now. */
    public void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /**
     * Runs tasks until the stage is complete.
     *
     * @throws CompletionException with the stage's failure as cause
     */
    public <T> T await(CompletionStage<T> stage) throws InterruptedException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        future.whenComplete((value, failure) -> tasks.add(() -> {}));
        runUntil(future::isDone);
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CompletionException(e);
        }
    }

    /** The same, giving up after a while; tells whether the stage completed, well or not. */
    public boolean await(CompletionStage<?> stage, Duration limit) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> over.complete(null));
        Scheduled timer = after(limit, () -> over.complete(null));
        await(over);
        timer.cancel();
        return stage.toCompletableFuture().isDone();
    }
}
