/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.testing.ManualScheduler;

/** No threads: what is handed over runs at once, and the timer's time stands still. */
final class DirectThreads implements ThreadManager {
    final ManualScheduler scheduler = new ManualScheduler();

    @Override
    public SerialExecutor serial(String name) {
        throw new UnsupportedOperationException("a lookup needs no serial executor");
    }

    @Override
    public CompletionStage<Void> stop(String name) {
        throw new UnsupportedOperationException("a lookup needs no serial executor");
    }

    @Override
    public Executor pool(String name) {
        return Runnable::run;
    }

    @Override
    public Executor blocking() {
        return Runnable::run;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }
}
