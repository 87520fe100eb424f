/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.network;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.api.network.AddressWatcher;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.SerialExecutor;
import org.sipsimple.api.threading.ThreadManager;

/**
 * Looks at the addresses in turns, as Java has no way to be told. A change is believed when the next look agrees with
 * it, so it is told one to two periods after it happened.
 */
public final class PollingAddressWatcher implements AddressWatcher, AutoCloseable {
    /** A look takes some tens of microseconds, so this costs nothing that could be noticed. */
    public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(PollingAddressWatcher.class.getName());
    private static final String THREAD = "address-watcher";

    private final AddressSource source;
    private final Duration period;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final SerialExecutor executor;
    private volatile Set<InetAddress> told;
    private Set<InetAddress> seen;
    private volatile @Nullable Scheduled next;
    private volatile boolean closed;

    public PollingAddressWatcher(
            AddressSource source, Duration period, NotificationCenter notifications, ThreadManager threads) {
        this.source = source;
        this.period = period;
        this.notifications = notifications;
        this.scheduler = threads.scheduler();
        this.executor = threads.serial(THREAD);
        this.told = Set.copyOf(source.addresses());
        this.seen = told;
        wait(period);
    }

    @Override
    public Set<InetAddress> addresses() {
        return told;
    }

    private void wait(Duration time) {
        next = scheduler.schedule(time, this::due);
    }

    private void due() {
        try {
            executor.execute(this::look);
        } catch (RejectedExecutionException stopped) {
            LOG.log(Level.DEBUG, "no more looks at addresses: the threads have stopped");
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            Set<InetAddress> now = Set.copyOf(source.addresses());
            if (now.equals(seen) && !now.equals(told)) {
                tell(now);
            }
            seen = now;
        } catch (RuntimeException unreadable) {
            LOG.log(Level.WARNING, "cannot read the addresses of this host", unreadable);
        }
        wait(period);
    }

    private void tell(Set<InetAddress> now) {
        Set<InetAddress> added = without(now, told);
        Set<InetAddress> removed = without(told, now);
        told = now;
        LOG.log(Level.INFO, () -> "addresses of this host: " + added + " came, " + removed + " went");
        notifications.post(new AddressNotification.DidChange(this, scheduler.now(), added, removed));
    }

    private static Set<InetAddress> without(Set<InetAddress> all, Set<InetAddress> some) {
        Set<InetAddress> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
        Scheduled waiting = next;
        if (waiting != null) {
            waiting.cancel();
        }
    }
}
