/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;

/** The threads of a phone, whose timer takes a thousandth of the time it should. For waits of minutes in tests of seconds. */
final class HurriedThreads implements ThreadManager {
    private static final long TIMES = 1000;

    private final ThreadManager real;

    HurriedThreads(ThreadManager real) {
        this.real = real;
    }

    @Override
    public SerialExecutor serial(String name) {
        return real.serial(name);
    }

    @Override
    public CompletionStage<Void> stop(String name) {
        return real.stop(name);
    }

    @Override
    public Executor blocking() {
        return real.blocking();
    }

    @Override
    public Executor pool(String name) {
        return real.pool(name);
    }

    @Override
    public Scheduler scheduler() {
        return new Scheduler() {
            @Override
            public Instant now() {
                return real.scheduler().now();
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable task) {
                return real.scheduler().schedule(delay.dividedBy(TIMES), task);
            }
        };
    }
}
