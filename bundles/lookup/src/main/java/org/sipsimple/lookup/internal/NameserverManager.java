/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.DnsManager;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.lookup.LookupSettings;

/** Watches the nameservers. Its checks run on the given scheduler and never overlap. Thread-safe. */
public final class NameserverManager implements DnsManager {
    private static final Logger LOG = System.getLogger(NameserverManager.class.getName());

    private final LookupSettings settings;
    private final Supplier<List<InetSocketAddress>> system;
    private final BiFunction<String, List<InetSocketAddress>, CompletableFuture<Boolean>> probe;
    private final Scheduler scheduler;
    private final Consumer<LookupNotification> notifications;
    private final Runnable whenChanged;
    private final Object sender;

    private volatile List<InetSocketAddress> current;
    private boolean initialized;
    private @Nullable Watch watch;

    /**
     * Reads the list once.
     *
     * @param system the nameservers of the operating system
     * @param probe whether nameservers know a domain's SIP records
     * @param whenChanged run after each change but the first setting
     * @param sender who the notifications are from; null for this object
     */
    public NameserverManager(
            LookupSettings settings,
            Supplier<List<InetSocketAddress>> system,
            BiFunction<String, List<InetSocketAddress>, CompletableFuture<Boolean>> probe,
            Scheduler scheduler,
            Consumer<LookupNotification> notifications,
            Runnable whenChanged,
            @Nullable Object sender) {
        this.settings = settings;
        this.system = system;
        this.probe = probe;
        this.scheduler = scheduler;
        this.notifications = notifications;
        this.whenChanged = whenChanged;
        this.sender = sender == null ? this : sender;
        current = own();
    }

    @Override
    public synchronized void start() {
        if (watch == null) {
            watch = new Watch();
            watch.next = scheduler.schedule(Duration.ZERO, watch);
        }
    }

    @Override
    public synchronized void stop() {
        if (watch != null) {
            watch.end();
            watch = null;
        }
    }

    @Override
    public List<InetSocketAddress> nameservers() {
        return current;
    }

    private List<InetSocketAddress> own() {
        return settings.nameservers().isEmpty() ? system.get() : settings.nameservers();
    }

    private synchronized void use(Watch from, List<InetSocketAddress> nameservers) {
        if (from != watch) {
            return;
        }
        boolean changed = !current.equals(nameservers);
        current = nameservers;
        if (!initialized) {
            initialized = true;
            notifications.accept(new LookupNotification.ResolverDidInitialize(sender, scheduler.now(), nameservers));
        } else if (changed) {
            notifications.accept(new LookupNotification.NameserversDidChange(sender, scheduler.now(), nameservers));
            whenChanged.run();
        }
    }

    /** One period between start and stop. */
    private final class Watch implements Runnable {
        private @Nullable Scheduled next;
        private boolean ended;

        @Override
        public void run() {
            CompletableFuture.completedFuture(null)
                    .thenCompose(begin -> check())
                    .whenComplete((done, error) -> {
                        if (error != null) {
                            LOG.log(Level.WARNING, "the nameservers could not be checked", error);
                        }
                        again();
                    });
        }

        private CompletableFuture<Void> check() {
            List<InetSocketAddress> own = own();
            String domain = settings.probeDomain();
            if (domain == null) {
                use(this, own);
                return CompletableFuture.completedFuture(null);
            }
            return probe.apply(domain, own)
                    .thenCompose(good -> good || settings.spareNameservers().isEmpty()
                            ? CompletableFuture.completedFuture(own)
                            : probe.apply(domain, settings.spareNameservers())
                                    .thenApply(better -> better ? settings.spareNameservers() : own))
                    .thenAccept(chosen -> use(this, chosen));
        }

        private void again() {
            synchronized (NameserverManager.this) {
                if (!ended) {
                    try {
                        next = scheduler.schedule(settings.checkInterval(), this);
                    } catch (RejectedExecutionException e) {
                        LOG.log(Level.DEBUG, "the nameservers are not checked any more: the scheduler has ended", e);
                    }
                }
            }
        }

        /** Called with the manager's lock. */
        private void end() {
            ended = true;
            if (next != null) {
                next.cancel();
            }
        }
    }
}
