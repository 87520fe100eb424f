/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.notification.Observation;
import org.sipsimple.notification.CallNotification.DidStart;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SenderLeakTest {

    private final ManualScheduler scheduler = new ManualScheduler();
    private final DefaultNotificationCenter center = new DefaultNotificationCenter(Runnable::run, scheduler);

    @Test
    void closedObservationHoldsNeitherSenderNorObserverNorWhatWaited() {
        List<Runnable> neverRun = new ArrayList<>();
        List<Observation> held = new ArrayList<>();
        WeakReference<Object> sender = observe(neverRun, held);
        WeakReference<Object> observer = observeAll(neverRun, held);
        System.gc();
        assertThat(sender.get()).isNotNull();
        assertThat(observer.get()).isNotNull();

        held.forEach(Observation::close);
        awaitCollected(sender);
        awaitCollected(observer);
        // up to here the closed observations and the tasks given to the executor are in memory
        Reference.reachabilityFence(held);
        Reference.reachabilityFence(neverRun);
    }

    @Test
    void senderNobodyObservesIsNotRemembered() {
        Object observed = new Object();
        List<Object> got = new ArrayList<>();
        center.observe(DidStart.class, observed, Runnable::run, n -> got.add(n.number()));
        WeakReference<Object> unobserved = post();
        awaitCollected(unobserved);
        center.post(new DidStart(observed, 1));
        assertThat(got).containsExactly(1);
    }

    @Test
    void whatAllHaveSeenIsLetGoOfAtTheNextLookOfTheWatch() {
        List<Integer> got = new ArrayList<>();
        center.observe(DidStart.class, n -> got.add(n.number()));
        center.observe(DidStart.class, n -> got.add(n.number()));
        WeakReference<Object> sender = post();
        assertThat(got).containsExactly(0, 0);
        scheduler.advance(Duration.ofSeconds(2));
        awaitCollected(sender);
        center.post(new DidStart(this, 1));
        assertThat(got).containsExactly(0, 0, 1, 1);
    }

    @Test
    void whatTheFewObserversHaveSeenIsLetGoOfAtOnce() {
        List<Integer> got = new ArrayList<>();
        List<Runnable> late = new ArrayList<>();
        center.observe(DidStart.class, null, Runnable::run, n -> got.add(n.number()));
        center.observe(DidStart.class, null, late::add, n -> got.add(10 + n.number()));
        WeakReference<Object> sender = post();
        System.gc();
        assertThat(sender.get()).isNotNull();
        late.forEach(Runnable::run);
        assertThat(got).containsExactly(0, 10);
        awaitCollected(sender);
    }

    private WeakReference<Object> observe(List<Runnable> tasks, List<Observation> held) {
        Object sender = new Object();
        held.add(center.observe(DidStart.class, sender, tasks::add, n -> {}));
        center.post(new DidStart(sender, 1));
        return new WeakReference<>(sender);
    }

    private WeakReference<Object> observeAll(List<Runnable> tasks, List<Observation> held) {
        Consumer<DidStart> observer = new ArrayList<>()::add;
        held.add(center.observe(DidStart.class, null, tasks::add, observer));
        return new WeakReference<>(observer);
    }

    private WeakReference<Object> post() {
        Object sender = new Object();
        center.post(new DidStart(sender, 0));
        return new WeakReference<>(sender);
    }

    private static void awaitCollected(WeakReference<Object> reference) {
        while (reference.get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
    }
}
