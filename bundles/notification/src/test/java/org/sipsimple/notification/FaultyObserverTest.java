/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.notification.CallNotification.DidStart;
import org.sipsimple.testing.CapturedLog;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says about observers that throw, hang or fall behind. */
@Timeout(60)
class FaultyObserverTest {

    /** Has a class of its own, so that the log can name it. */
    private static final class Hanging implements Consumer<DidStart> {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void accept(DidStart notification) {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Throwing implements Consumer<DidStart> {
        private final List<Integer> got = new ArrayList<>();

        @Override
        public void accept(DidStart notification) {
            got.add(notification.number());
            if (notification.number() == 1) {
                throw new IllegalStateException("broken");
            }
            if (notification.number() == 2) {
                throw new NoClassDefFoundError("org/example/Uninstalled");
            }
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ManualScheduler time = new ManualScheduler();
    private final DefaultNotificationCenter center = new DefaultNotificationCenter(threads, time);
    private final CapturedLog log = CapturedLog.of("org.sipsimple.notification");

    @AfterEach
    void stop() throws InterruptedException {
        log.close();
        center.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void throwingObserverIsNamedGoesOnAndHurtsNeitherPosterNorOthers() {
        Throwing throwing = new Throwing();
        List<Integer> other = new ArrayList<>();
        center.observe(DidStart.class, null, Runnable::run, throwing);
        center.observe(DidStart.class, null, Runnable::run, n -> other.add(n.number()));
        IntStream.rangeClosed(1, 3).forEach(this::post);
        assertThat(throwing.got).containsExactly(1, 2, 3);
        assertThat(other).containsExactly(1, 2, 3);
        assertThat(log.messages())
                .hasSize(2)
                .allMatch(text -> text.contains(Throwing.class.getName()) && text.contains(DidStart.class.getName()));
        assertThat(log.thrown().get(0)).hasMessage("broken");
        assertThat(log.thrown().get(1)).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void hangingObserverIsNamedOnceAfterFiveSecondsWithThePlaceItHangsAt() throws InterruptedException {
        Hanging hanging = new Hanging();
        center.observe(DidStart.class, hanging);
        post(1);
        hanging.entered.await();
        time.advance(Duration.ofSeconds(5));
        assertThat(log.messages()).isEmpty();
        time.advance(Duration.ofSeconds(30));
        assertThat(log.messages()).hasSize(1).first().asString().contains(Hanging.class.getName(), "5 s");
        assertThat(log.thrown().get(0).getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Hanging.class.getName()));
        hanging.release.countDown();
    }

    @Test
    void observerOfOneSenderIsWatchedTooAndSoIsAnExecutorThatNeverRuns() {
        List<Runnable> neverRun = new ArrayList<>();
        Object sender = new Object();
        center.observe(DidStart.class, sender, neverRun::add, n -> {});
        center.post(new DidStart(sender, 1));
        time.advance(Duration.ofSeconds(7));
        assertThat(log.messages())
                .hasSize(1)
                .first()
                .asString()
                .contains("executor", getClass().getName());
    }

    @Test
    void busyObserverThatGetsOnIsNotCalledSlow() {
        List<Runnable> tasks = new ArrayList<>();
        center.observe(DidStart.class, null, tasks::add, n -> time.advance(Duration.ofSeconds(2)));
        IntStream.rangeClosed(1, 10).forEach(this::post);
        tasks.get(0).run();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void watchSleepsWhenNothingIsDeliveredAndWakesAgain() {
        List<Runnable> tasks = new ArrayList<>();
        center.observe(DidStart.class, null, tasks::add, n -> {});
        assertThat(time.waiting()).isZero();
        post(1);
        assertThat(time.waiting()).isEqualTo(1);
        tasks.get(0).run();
        time.advance(Duration.ofSeconds(1));
        assertThat(time.waiting()).isZero();
        post(2);
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void growingQueueIsNamedOnceForEachDoubling() {
        List<Runnable> tasks = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        center.observe(DidStart.class, null, tasks::add, n -> got.add(n.number()));
        IntStream.range(0, 4095).forEach(this::post);
        assertThat(log.messages()).isEmpty();
        IntStream.range(4095, 20_000).forEach(this::post);
        assertThat(log.messages())
                .hasSize(3)
                .allMatch(text -> text.contains(getClass().getName()));
        assertThat(log.messages().get(0)).contains("4096");
        assertThat(log.messages().get(1)).contains("8192");
        assertThat(log.messages().get(2)).contains("16384");

        tasks.get(0).run();
        assertThat(got).hasSize(20_000).isSorted();
        IntStream.range(0, 10_000).forEach(this::post);
        assertThat(log.messages()).hasSize(3);
    }

    private void post(int number) {
        center.post(new DidStart("anyone", number));
    }
}
