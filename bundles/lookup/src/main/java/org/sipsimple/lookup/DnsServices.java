/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Dns;
import org.sipsimple.api.lookup.DnsManager;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.lookup.internal.DnsLookup;
import org.sipsimple.lookup.internal.NameserverManager;
import org.sipsimple.lookup.internal.NameserverProbe;
import org.sipsimple.lookup.internal.SystemNameservers;
import org.sipsimple.lookup.internal.resolver.AnswerCache;
import org.sipsimple.lookup.internal.resolver.Resolver;
import org.sipsimple.lookup.internal.transport.DnsTransport;

/**
 * Lookups, the DNS client and the nameserver list, joined and running. Owns one thread named {@code dns};
 * {@link #close()} ends it. Thread-safe.
 *
 * <pre>{@code
 * try (DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads)) {
 *     dns.lookup().lookupXcapServer("example.com").thenAccept(System.out::println).toCompletableFuture().join();
 * }
 * }</pre>
 */
public final class DnsServices implements AutoCloseable {
    private final DnsTransport transport;
    private final NameserverManager manager;
    private final DnsLookup lookup;

    /** With the nameservers of the system where the settings name none, and notifications from {@link #lookup()}. */
    public DnsServices(LookupSettings settings, NotificationCenter notifications, ThreadManager threads) {
        this(settings, notifications, threads, null, new SystemNameservers(), new Random());
    }

    /**
     * With everything to choose.
     *
     * @param threads runs what callers hang on results, and gives timer and clock
     * @param sender who the notifications are from; null for {@link #lookup()} and {@link #manager()}
     * @param system the nameservers to ask where the settings name none
     * @param random draws among SRV records of one priority; has to be thread-safe
     */
    public DnsServices(
            LookupSettings settings,
            NotificationCenter notifications,
            ThreadManager threads,
            @Nullable Object sender,
            Supplier<List<InetSocketAddress>> system,
            RandomGenerator random) {
        transport = new DnsTransport(DnsServices::thread, new SecureRandom());
        AnswerCache cache = new AnswerCache(
                settings.cacheEntries(),
                settings.cacheLongest(),
                settings.cacheLongestDenial(),
                settings.stale(),
                System::nanoTime);
        manager = new NameserverManager(
                settings,
                system,
                new NameserverProbe(transport)::passes,
                threads.scheduler(),
                notifications::post,
                cache::clear,
                sender);
        lookup = new DnsLookup(
                new Resolver(transport, cache, manager::nameservers, settings),
                random,
                threads.pool("lookup"),
                notifications::post,
                threads.scheduler(),
                sender);
    }

    private static Thread thread(Runnable loop) {
        Thread thread = new Thread(loop, "dns");
        thread.setDaemon(true);
        return thread;
    }

    /** SIP proxies, STUN servers, relays and XCAP roots. */
    public Lookup lookup() {
        return lookup;
    }

    /** Plain questions. */
    public Dns dns() {
        return lookup;
    }

    /** The nameservers; not started yet. */
    public DnsManager manager() {
        return manager;
    }

    /** Ends all: running lookups fail. A second call does nothing. */
    @Override
    public void close() {
        manager.stop();
        transport.close();
    }
}
