/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.notification.CallNotification.DidStart;
import org.sipsimple.notification.CallNotification.WillStart;
import org.sipsimple.testing.CapturedLog;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class DefaultNotificationCenterTest {

    private record Message(Object sender, Instant timestamp, String text) implements Notification {
        @Override
        public String name() {
            return "MessageGotText";
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DefaultNotificationCenter implementation =
            new DefaultNotificationCenter(threads, new ManualScheduler());
    private final NotificationCenter center = implementation;
    private final Object alice = "alice";
    private final LinkedBlockingQueue<Notification> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() throws InterruptedException {
        implementation.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void observerGetsTheVeryNotificationWithSenderTimeNameAndData() throws InterruptedException {
        center.observe(Message.class, seen::add);
        Notification posted = new Message(alice, CallNotification.NOON, "hello");
        center.post(posted);
        Notification got = seen.take();
        assertThat(got).isSameAs(posted);
        assertThat(got.name()).isEqualTo("MessageGotText");
        assertThat(got.sender()).isSameAs(alice);
        assertThat(got.timestamp()).isEqualTo(CallNotification.NOON);
        assertThat(((Message) got).text()).isEqualTo("hello");
    }

    @Test
    void typeSelectsOneRecordOrAllOfASubjectOrEverything() {
        List<String> record = new ArrayList<>();
        List<String> subject = new ArrayList<>();
        List<String> everything = new ArrayList<>();
        center.observe(DidStart.class, null, Runnable::run, n -> record.add(n.name()));
        center.observe(CallNotification.class, null, Runnable::run, n -> subject.add(n.name()));
        center.observe(Notification.class, null, Runnable::run, n -> everything.add(n.name()));
        center.post(new WillStart(alice, 1));
        center.post(new Message(alice, CallNotification.NOON, "hello"));
        center.post(new DidStart(alice, 1));
        assertThat(record).containsExactly("CallDidStart");
        assertThat(subject).containsExactly("CallWillStart", "CallDidStart");
        assertThat(everything).containsExactly("CallWillStart", "MessageGotText", "CallDidStart");
    }

    @Test
    void namesSelectAsInTheDeveloperGuide() throws InterruptedException {
        LinkedBlockingQueue<Notification> all = new LinkedBlockingQueue<>();
        center.observe(Set.of("CallDidStart", "Unheard"), seen::add);
        NotificationObserver observer = all::add;
        center.observe(Set.of(), observer);
        center.post(new WillStart(alice, 1));
        center.post(new DidStart(alice, 2));
        assertThat(all.take().name()).isEqualTo("CallWillStart");
        assertThat(all.take().name()).isEqualTo("CallDidStart");
        assertThat(seen.take().name()).isEqualTo("CallDidStart");
        assertThat(seen).isEmpty();
    }

    @Test
    void sendersAreComparedByIdentity() {
        List<Object> one = new ArrayList<>();
        List<Object> other = new ArrayList<>();
        String equal = new String("sender");
        String alsoEqual = new String("sender");
        center.observe(CallNotification.class, equal, Runnable::run, n -> one.add(n.sender()));
        center.observe(CallNotification.class, alsoEqual, Runnable::run, n -> other.add(n.sender()));
        center.post(new DidStart(equal, 1));
        center.post(new DidStart("someone else", 2));
        assertThat(one).hasSize(1).first().isSameAs(equal);
        assertThat(other).isEmpty();
    }

    @Test
    void typeCountsForObserversOfOneSenderToo() {
        List<Object> got = new ArrayList<>();
        center.observe(DidStart.class, alice, Runnable::run, got::add);
        center.post(new WillStart(alice, 1));
        center.post(new DidStart(alice, 1));
        assertThat(got).containsExactly(new DidStart(alice, 1));
    }

    @Test
    void closingOneObservationOfASenderLeavesTheOthers() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        Observation closing = center.observe(DidStart.class, alice, Runnable::run, n -> first.add(n.number()));
        center.observe(DidStart.class, alice, Runnable::run, n -> second.add(n.number()));
        center.post(new DidStart(alice, 1));
        closing.close();
        closing.close();
        center.post(new DidStart(alice, 2));
        assertThat(first).containsExactly(1);
        assertThat(second).containsExactly(1, 2);
    }

    @Test
    void observersOfOneThreadsPostsSeeThemInOrder() throws InterruptedException {
        int pairs = 20_000;
        CountDownLatch done = new CountDownLatch(4);
        List<List<CallNotification>> all = IntStream.range(0, 4)
                .<List<CallNotification>>mapToObj(i -> new ArrayList<>())
                .toList();
        all.forEach(list -> center.observe(CallNotification.class, n -> {
            list.add(n);
            if (list.size() == 2 * pairs) {
                done.countDown();
            }
        }));
        for (int i = 0; i < pairs; i++) {
            center.post(new WillStart(alice, i));
            center.post(new DidStart(alice, i));
        }
        done.await();
        for (List<CallNotification> list : all) {
            for (int i = 0; i < pairs; i++) {
                assertThat(list.get(2 * i)).isEqualTo(new WillStart(alice, i));
                assertThat(list.get(2 * i + 1)).isEqualTo(new DidStart(alice, i));
            }
        }
    }

    @Test
    void manyPostersLoseNothingKeepTheirOrderAndNeverEnterAnObserverTwice() throws InterruptedException {
        int posters = 64;
        int each = 500;
        CountDownLatch done = new CountDownLatch(3);
        List<int[]> queued = new ArrayList<>();
        List<int[]> direct = new ArrayList<>();
        List<int[]> bound = new ArrayList<>();
        Object sender = new Object();
        center.observe(DidStart.class, counting(queued, posters * each, done));
        center.observe(DidStart.class, null, Runnable::run, counting(direct, posters * each, done));
        center.observe(DidStart.class, sender, counting(bound, each, done));
        List<Thread> running = IntStream.range(0, posters)
                .mapToObj(poster -> new Thread(() -> {
                    Object from = poster == 0 ? sender : new Object();
                    for (int i = 0; i < each; i++) {
                        center.post(new DidStart(from, poster * each + i));
                    }
                }))
                .toList();
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        done.await();
        for (List<int[]> got : List.of(queued, direct, bound)) {
            int[] next = new int[posters];
            got.forEach(n -> assertThat(n[0] % each).isEqualTo(next[n[0] / each]++));
        }
    }

    /** Not thread-safe on purpose: entered twice at once it would lose entries, and the test would never end. */
    private static Consumer<DidStart> counting(List<int[]> into, int expected, CountDownLatch done) {
        return n -> {
            into.add(new int[] {n.number()});
            if (into.size() == expected) {
                done.countDown();
            }
        };
    }

    @Test
    void directDeliveryHappensBeforePostReturnsOnThePostersThread() {
        List<Thread> on = new ArrayList<>();
        center.observe(DidStart.class, null, Runnable::run, n -> on.add(Thread.currentThread()));
        center.post(new DidStart(alice, 1));
        assertThat(on).containsExactly(Thread.currentThread());
    }

    @Test
    void observerThatPostsToItselfSeesThatAfterwards() {
        List<String> order = new ArrayList<>();
        center.observe(DidStart.class, null, Runnable::run, n -> {
            order.add("begin " + n.number());
            if (n.number() < 3) {
                center.post(new DidStart(alice, n.number() + 1));
            }
            order.add("end " + n.number());
        });
        center.post(new DidStart(alice, 1));
        assertThat(order).containsExactly("begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3");
    }

    @Test
    void givenExecutorGetsOneTaskForABurst() {
        List<Runnable> tasks = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        center.observe(DidStart.class, null, tasks::add, n -> got.add(n.number()));
        IntStream.rangeClosed(1, 3).forEach(i -> center.post(new DidStart(alice, i)));
        assertThat(tasks).hasSize(1);
        assertThat(got).isEmpty();
        tasks.get(0).run();
        assertThat(got).containsExactly(1, 2, 3);
        center.post(new DidStart(alice, 4));
        assertThat(tasks).hasSize(2);
    }

    @Test
    void closeDropsWhatWaitsAndEndsABurstAfterTheCurrentOne() {
        List<Runnable> tasks = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        List<Observation> own = new ArrayList<>();
        Observation waiting = center.observe(DidStart.class, null, tasks::add, n -> got.add(-1));
        own.add(center.observe(DidStart.class, null, tasks::add, n -> {
            got.add(n.number());
            if (n.number() == 2) {
                own.get(0).close();
            }
        }));
        IntStream.rangeClosed(1, 4).forEach(i -> center.post(new DidStart(alice, i)));
        waiting.close();
        tasks.forEach(Runnable::run);
        center.post(new DidStart(alice, 5));
        assertThat(got).containsExactly(1, 2);
        assertThat(tasks).hasSize(2);
    }

    @Test
    void noDeliveryStartsAfterCloseHasReturned() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            AtomicInteger calls = new AtomicInteger();
            Observation observation = center.observe(DidStart.class, n -> {
                calls.incrementAndGet();
                entered.countDown();
                awaitUninterruptibly(leave);
            });
            IntStream.range(0, 3).forEach(i -> center.post(new DidStart(alice, i)));
            entered.await();
            observation.close();
            IntStream.range(0, 3).forEach(i -> center.post(new DidStart(alice, i)));
            leave.countDown();
            assertThat(calls).hasValue(1);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void slowObserverDelaysNoOtherAndNoPoster() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<Integer> slow = Collections.synchronizedList(new ArrayList<>());
        center.observe(DidStart.class, n -> {
            awaitUninterruptibly(release);
            slow.add(n.number());
        });
        center.observe(DidStart.class, seen::add);
        for (int i = 0; i < 100; i++) {
            center.post(new DidStart(alice, i));
            assertThat(seen.take()).isEqualTo(new DidStart(alice, i));
        }
        assertThat(slow).isEmpty();
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(slow).hasSize(100).isSorted();
    }

    @Test
    void executorThatRefusesIsAskedAgainNextTime() {
        AtomicInteger asked = new AtomicInteger();
        List<Integer> got = new ArrayList<>();
        try (CapturedLog log = CapturedLog.of("org.sipsimple.notification")) {
            center.observe(
                    DidStart.class,
                    null,
                    task -> {
                        if (asked.incrementAndGet() <= 2) {
                            throw new RejectedExecutionException("full");
                        }
                        task.run();
                    },
                    n -> got.add(n.number()));
            IntStream.rangeClosed(1, 4).forEach(i -> center.post(new DidStart(alice, i)));
            assertThat(log.messages())
                    .hasSize(2)
                    .allMatch(m -> m.contains(getClass().getName()));
        }
        assertThat(got).containsExactly(3, 4);
    }

    @Test
    void closedCenterPostsToNobodyAndTakesNoObserver() {
        List<Object> got = new ArrayList<>();
        center.observe(DidStart.class, alice, Runnable::run, got::add);
        center.observe(DidStart.class, null, Runnable::run, got::add);
        implementation.close();
        center.post(new DidStart(alice, 1));
        assertThat(got).isEmpty();
        assertThatThrownBy(() -> center.observe(DidStart.class, got::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void postsGoOnWhenTheSchedulerRefusesToWatch() throws InterruptedException {
        Scheduler refusing = new Scheduler() {
            @Override
            public Instant now() {
                return CallNotification.NOON;
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable task) {
                throw new RejectedExecutionException("closing");
            }
        };
        try (CapturedLog log = CapturedLog.of("org.sipsimple.notification")) {
            NotificationCenter unwatched = new DefaultNotificationCenter(threads, refusing);
            unwatched.observe(DidStart.class, seen::add);
            for (int i = 0; i < 3; i++) {
                unwatched.post(new DidStart(alice, i));
                assertThat(seen.take()).isEqualTo(new DidStart(alice, i));
            }
            assertThat(log.messages()).hasSize(1).first().asString().contains("not watched");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
