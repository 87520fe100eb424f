/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.threading;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(90)
class DefaultThreadManagerTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private final DefaultThreadManager manager = new DefaultThreadManager(InstantSource.fixed(NOON));
    private final ThreadManager threads = manager;

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void sameNameIsTheSameSerialExecutor() {
        SerialExecutor first = threads.serial("file-io");
        assertThat(threads.serial("file-io")).isSameAs(first);
        assertThat(threads.serial("other")).isNotSameAs(first);
        assertThat(first.name()).isEqualTo("file-io");
    }

    @Test
    void serialJobsOfManyThreadsRunOneAtATimeAndInEachThreadsOrder() throws InterruptedException {
        SerialExecutor serial = threads.serial("session");
        int posters = 8;
        int each = 2000;
        // neither is thread-safe: a second job at the same time would lose entries
        List<int[]> ran = new ArrayList<>();
        List<Thread> running = IntStream.range(0, posters)
                .mapToObj(poster -> new Thread(() ->
                        IntStream.range(0, each).forEach(i -> serial.execute(() -> ran.add(new int[] {poster, i})))))
                .toList();
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        threads.stop("session").toCompletableFuture().join();

        assertThat(ran).hasSize(posters * each);
        int[] next = new int[posters];
        ran.forEach(job -> assertThat(job[1]).isEqualTo(next[job[0]]++));
    }

    @Test
    void serialJobThatThrowsDoesNotStopTheNext() throws Exception {
        SerialExecutor serial = threads.serial("session");
        CompletableFuture<String> next = new CompletableFuture<>();
        serial.execute(() -> {
            throw new IllegalStateException("thrown on purpose by a test");
        });
        serial.execute(() -> next.complete("ran"));
        assertThat(next.get(30, SECONDS)).isEqualTo("ran");
    }

    @Test
    void serialExecutorsDoNotWaitForOneAnother() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> other = new CompletableFuture<>();
        threads.serial("stuck").execute(() -> await(release));
        threads.serial("free")
                .execute(() -> other.complete(Thread.currentThread().getName()));
        assertThat(other.get(30, SECONDS)).matches("serial-\\d+");
        release.countDown();
    }

    @Test
    void ownershipIsAssertedWithBothNames() throws Exception {
        SerialExecutor serial = threads.serial("account");
        CompletableFuture<Boolean> inside = new CompletableFuture<>();
        serial.execute(() -> {
            serial.assertOwner();
            inside.complete(serial.isOwner());
        });
        assertThat(inside.get(30, SECONDS)).isTrue();
        threads.stop("account").toCompletableFuture().get(30, SECONDS);
        assertThat(serial.isOwner()).isFalse();
        assertThatThrownBy(serial::assertOwner)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("account")
                .hasMessageContaining(Thread.currentThread().getName());
    }

    @Test
    void stopRunsWhatWasGivenThenRefusesAndForgetsTheName() throws Exception {
        SerialExecutor serial = threads.serial("file-io");
        CountDownLatch release = new CountDownLatch(1);
        List<String> ran = new ArrayList<>();
        serial.execute(() -> await(release));
        serial.execute(() -> ran.add("given before"));
        CompletionStage<Void> stopped = threads.stop("file-io");
        assertThat(stopped.toCompletableFuture()).isNotDone();
        assertThatThrownBy(() -> serial.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("file-io");
        assertThat(threads.serial("file-io")).isNotSameAs(serial);

        release.countDown();
        stopped.toCompletableFuture().get(30, SECONDS);
        assertThat(ran).containsExactly("given before");
        assertThat(threads.stop("never made").toCompletableFuture()).isCompleted();
    }

    @Test
    void blockingTasksAllRunAtOnceOnNamedThreads() throws Exception {
        int tasks = 50;
        CountDownLatch all = new CountDownLatch(tasks);
        List<CompletableFuture<Thread>> done = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            done.add(thread);
            threads.blocking().execute(() -> {
                all.countDown();
                await(all);
                thread.complete(Thread.currentThread());
            });
        }
        for (CompletableFuture<Thread> thread : done) {
            assertThat(thread.get(30, SECONDS).getName()).matches("blocking-\\d+");
            assertThat(thread.get().isDaemon()).isTrue();
            assertThat(isVirtual(thread.get())).isEqualTo(Runtime.version().feature() >= 21);
        }
    }

    @Test
    void poolsAreSharedByNameAndNameTheirThreads() throws Exception {
        Executor pool = threads.pool("msrp");
        assertThat(threads.pool("msrp")).isSameAs(pool);
        assertThat(threads.pool("xcap")).isNotSameAs(pool);
        CompletableFuture<String> name = new CompletableFuture<>();
        pool.execute(() -> name.complete(Thread.currentThread().getName()));
        assertThat(name.get(30, SECONDS)).isEqualTo("msrp-1");

        manager.close();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> threads.pool("late")).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void callTellsResultsAndFailures() {
        assertThat(threads.call(() -> 7).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(7);
        assertThat(threads.call(() -> {
                            throw new IOException("no such file");
                        })
                        .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(IOException.class);
    }

    @Test
    void callAfterCloseFailsInTheStage() {
        manager.close();
        assertThat(threads.call(() -> "never").toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> threads.serial("late")).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeLetsAcceptedJobsRun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> last = new CompletableFuture<>();
        SerialExecutor serial = threads.serial("journal");
        serial.execute(() -> await(release));
        serial.execute(() -> last.complete("written"));
        manager.close();
        assertThatThrownBy(() -> serial.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        release.countDown();
        assertThat(last.get(30, SECONDS)).isEqualTo("written");
    }

    @Test
    void schedulerRunsDueTasksAndNoCancelledOnes() throws Exception {
        CompletableFuture<String> ran = new CompletableFuture<>();
        List<String> cancelled = new ArrayList<>();
        Scheduled task = threads.scheduler().schedule(Duration.ofHours(1), () -> cancelled.add("ran"));
        threads.scheduler().schedule(Duration.ofSeconds(-1), () -> {
            throw new IllegalStateException("thrown on purpose by a test");
        });
        threads.scheduler()
                .schedule(
                        Duration.ofMillis(5),
                        () -> ran.complete(Thread.currentThread().getName()));
        assertThat(ran.get(30, SECONDS)).isEqualTo("scheduler");
        assertThat(task.cancel()).isTrue();
        assertThat(task.cancel()).isFalse();
        assertThat(cancelled).isEmpty();
        threads.scheduler().schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
        assertThat(threads.scheduler().now()).isEqualTo(NOON);
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        for (Method method : Thread.class.getMethods()) {
            if (method.getName().equals("isVirtual")) {
                return (boolean) method.invoke(thread);
            }
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
