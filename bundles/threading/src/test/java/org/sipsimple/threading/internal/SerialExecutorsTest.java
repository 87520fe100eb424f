/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.threading.SerialExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SerialExecutorsTest {

    /** Keeps tasks until told, so that tests decide when the pool's thread runs. */
    private static final class HeldThreads implements Executor {
        private final List<Runnable> tasks = new ArrayList<>();
        private boolean refuses;
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            if (refuses) {
                throw new OutOfMemoryError("unable to create native thread (thrown on purpose by a test)");
            }
            tasks.add(task);
        }

        void runAll() {
            List<Runnable> due = List.copyOf(tasks);
            tasks.clear();
            due.forEach(Runnable::run);
        }

        void close() {
            closed = true;
        }
    }

    private final HeldThreads pool = new HeldThreads();
    private final SerialExecutors serials = new SerialExecutors(pool, pool::close);
    private final List<String> ran = new ArrayList<>();

    @Test
    void idleExecutorOwnsNoThreadAndManyJobsTakeOne() {
        SerialExecutor serial = serials.get("a");
        assertThat(pool.tasks).isEmpty();
        serial.execute(() -> ran.add("1"));
        serial.execute(() -> ran.add("2"));
        assertThat(pool.tasks).hasSize(1);
        pool.runAll();
        assertThat(ran).containsExactly("1", "2");
        serial.execute(() -> ran.add("3"));
        assertThat(pool.tasks).hasSize(1);
    }

    @Test
    void jobGivenByAJobRunsAfterIt() {
        SerialExecutor serial = serials.get("a");
        serial.execute(() -> {
            serial.execute(() -> ran.add("inner"));
            ran.add("outer");
        });
        pool.runAll();
        assertThat(ran).containsExactly("outer", "inner");
    }

    @Test
    void callerIsToldWhenThereIsNoThreadAndTheExecutorWorksOn() {
        SerialExecutor serial = serials.get("a");
        pool.refuses = true;
        assertThatThrownBy(() -> serial.execute(() -> ran.add("refused"))).isInstanceOf(OutOfMemoryError.class);
        pool.refuses = false;
        serial.execute(() -> ran.add("accepted"));
        pool.runAll();
        assertThat(ran).containsExactly("accepted");
    }

    @Test
    void poolStaysOpenUntilAcceptedJobsHaveRun() {
        serials.get("a").execute(() -> ran.add("job"));
        serials.close();
        assertThat(pool.closed).isFalse();
        pool.runAll();
        assertThat(ran).containsExactly("job");
        assertThat(pool.closed).isTrue();
    }

    @Test
    @Timeout(30)
    void forgetsExecutorsNobodyHolds() {
        WeakReference<SerialExecutor> gone = new WeakReference<>(serials.get("session-1"));
        SerialExecutor held = serials.get("session-2");
        while (serials.size() > 1) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(gone.get()).isNull();
        assertThat(serials.get("session-2")).isSameAs(held);
    }

    @Test
    void executorWithJobsIsNotForgotten() {
        serials.get("session-1").execute(() -> ran.add("job"));
        System.gc();
        assertThat(serials.size()).isEqualTo(1);
        pool.runAll();
        assertThat(ran).containsExactly("job");
    }

    @Test
    void poolThreadsTakeOverNothingFromTheirCreator() {
        ClassLoader foreign = new ClassLoader(null) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(foreign);
        try {
            Thread made = Threads.factory("x").newThread(() -> {});
            assertThat(made.getContextClassLoader()).isNotSameAs(foreign);
            assertThat(made.getName()).isEqualTo("x-1");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
