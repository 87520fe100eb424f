/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.threading.DefaultThreadManager;

/** Publishes one {@link DefaultThreadManager} as the thread manager of the framework. */
@Component(service = ThreadManager.class)
public final class ThreadManagerComponent implements ThreadManager {

    private final DefaultThreadManager threads;

    @Activate
    public ThreadManagerComponent() {
        threads = new DefaultThreadManager();
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
        return threads.scheduler();
    }

    @Deactivate
    void close() {
        threads.close();
    }
}
