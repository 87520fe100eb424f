/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.sipsimple.api.threading.Scheduler;

/**
 * Names observers that stay at one notification for more than five seconds, once for each such notification. Looks once a
 * second at how many each has finished, which costs the delivery one store, and sleeps while nothing is delivered. As it
 * comes by, it sweeps the channels. Thread-safe.
 */
public final class SlowWatch {

    private static final Logger LOG = System.getLogger("org.sipsimple.notification");
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PATIENCE = 5;

    private final Scheduler scheduler;
    private final ObserverIndex index;
    private final AtomicBoolean awake = new AtomicBoolean();

    /** Those found busy at the last look; touched by one look after another only. */
    private Map<Subscription, Look> busy = new HashMap<>();

    public SlowWatch(Scheduler scheduler, ObserverIndex index) {
        this.scheduler = scheduler;
        this.index = index;
    }

    /** Called when a delivery starts; returns at once. */
    void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        try {
            scheduler.schedule(PERIOD, this::look);
        } catch (RuntimeException closing) {
            // stays awake in name, so this is said once; posting must go on without the watch
            LOG.log(Level.WARNING, "Slow observers are not watched any more: the scheduler refuses", closing);
        }
    }

    private void look() {
        Map<Subscription, Look> now = new HashMap<>();
        index.forEach(subscription -> {
            if (subscription.isBusy()) {
                now.put(subscription, look(subscription));
            }
        });
        busy = now;
        index.forEachChannel(Channel::sweep);
        if (!now.isEmpty()) {
            lookLater();
            return;
        }
        awake.set(false);
        // one that has started since it was looked at found the watch awake
        index.forEach(subscription -> {
            if (subscription.isBusy()) {
                wake();
            }
        });
    }

    private Look look(Subscription subscription) {
        long finished = subscription.progress().finished();
        Look before = busy.get(subscription);
        if (before == null || before.finished != finished) {
            return new Look(finished, 0);
        }
        int periods = before.periods + 1;
        if (periods == PATIENCE) {
            subscription.warnOfSlowness(PATIENCE * PERIOD.toSeconds());
        }
        return new Look(finished, periods);
    }

    /** How many deliveries had ended, and for how many periods that has not changed. */
    private record Look(long finished, int periods) {}
}
