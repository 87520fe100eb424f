/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.testing.CapturedLog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ElasticPoolTest {

    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private final ThreadFactory factory = run -> {
        Thread thread = Threads.daemon(run, "elastic-" + started.size());
        started.add(thread);
        return thread;
    };
    private final ElasticPool pool = new ElasticPool(factory, Duration.ofMinutes(10));

    @AfterEach
    void allThreadsEndAfterClose() throws InterruptedException {
        pool.close();
        for (Thread thread : started) {
            thread.join(SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void tasksThatWaitForOneAnotherAllGetAThread() throws Exception {
        int parties = 100;
        CyclicBarrier barrier = new CyclicBarrier(parties);
        CountDownLatch passed = new CountDownLatch(parties);
        for (int i = 0; i < parties; i++) {
            pool.execute(() -> {
                try {
                    barrier.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                passed.countDown();
            });
        }
        passed.await();
        assertThat(started).hasSizeGreaterThanOrEqualTo(parties);
    }

    @Test
    void taskThatBlocksHoldsUpNoLaterTask() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            pool.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture<String> ran = new CompletableFuture<>();
            pool.execute(() -> ran.complete("ran"));
            assertThat(ran.get(30, SECONDS)).isEqualTo("ran");
        }
        release.countDown();
    }

    @Test
    void nothingIsLostWhenManyGiveShortTasks() throws InterruptedException {
        int givers = 16;
        int each = 20_000;
        CountDownLatch left = new CountDownLatch(givers * each);
        List<Thread> running = IntStream.range(0, givers)
                .mapToObj(g -> new Thread(() -> IntStream.range(0, each).forEach(i -> pool.execute(left::countDown))))
                .toList();
        running.forEach(Thread::start);
        left.await();
        for (Thread thread : running) {
            thread.join();
        }
    }

    @Test
    void oneTaskAfterAnotherUsesFewThreads() throws Exception {
        for (int i = 0; i < 2000; i++) {
            CompletableFuture<Integer> ran = new CompletableFuture<>();
            int number = i;
            pool.execute(() -> ran.complete(number));
            assertThat(ran.get(30, SECONDS)).isEqualTo(i);
        }
        // the one that has just told its result may not be asleep when the next task comes
        assertThat(started).hasSizeLessThan(200);
    }

    @Test
    void failedOrInterruptedTaskDoesNotCostTheThread() throws Exception {
        try (CapturedLog log = CapturedLog.of(ElasticPool.class.getName())) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            pool.execute(() -> {
                pool.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));
                Thread.currentThread().interrupt();
                throw new IllegalStateException("thrown on purpose by a test");
            });
            assertThat(interrupted.get(30, SECONDS)).isFalse();
            pool.close();
            for (Thread thread : started) {
                thread.join();
            }
            assertThat(log.messages()).hasSize(1).first().asString().contains("elastic-");
        }
    }

    @Test
    void threadsEndWhenIdle() throws InterruptedException {
        ElasticPool hasty = new ElasticPool(factory, Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            hasty.execute(ran::countDown);
            ran.await();
        }
        for (Thread thread : started) {
            thread.join();
        }
    }

    @Test
    void closeRefusesNewTasksAndRunsAcceptedOnes() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> result = new CompletableFuture<>();
            results.add(result);
            pool.execute(() -> {
                try {
                    release.await();
                    result.complete("ran");
                } catch (InterruptedException e) {
                    result.completeExceptionally(e);
                }
            });
        }
        pool.close();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        release.countDown();
        for (CompletableFuture<String> result : results) {
            assertThat(result.get(30, SECONDS)).isEqualTo("ran");
        }
    }

    @Test
    void callerIsToldWhenNoThreadCanBeMadeAndTheTaskDoesNotRunLater() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ElasticPool poor = new ElasticPool(
                run -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread (thrown on purpose by a test)");
                    }
                    return factory.newThread(run);
                },
                Duration.ofMinutes(10));
        List<String> ran = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> poor.execute(() -> ran.add("refused"))).isInstanceOf(OutOfMemoryError.class);
        CountDownLatch done = new CountDownLatch(1);
        poor.execute(() -> {
            ran.add("accepted");
            done.countDown();
        });
        done.await();
        poor.close();
        assertThat(ran).containsExactly("accepted");
    }
}
