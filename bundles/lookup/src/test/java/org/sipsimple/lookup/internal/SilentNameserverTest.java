/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** A thousand lookups that wait for a nameserver which never answers. */
class SilentNameserverTest {
    private static final int LOOKUPS = 1000;
    private static final long MOST_LEFT = 4_000_000;
    private static final LookupOptions PATIENT =
            LookupOptions.DEFAULT.withTimeout(Duration.ofMinutes(1)).withLifetime(Duration.ofMinutes(2));

    @RegisterExtension
    static final Bind BIND = new Bind();

    @Test
    void costsNoThreadLetsOthersPassAndLeavesNothingBehind() throws IOException, LookupException {
        try (FaultyServer silent = FaultyServer.silent()) {
            // the two share one DNS thread: which nameserver a lookup asks is decided when it starts
            AtomicReference<List<InetSocketAddress>> nameservers = new AtomicReference<>(List.of(silent.address()));
            LookupSettings settings = Fixture.plain();
            RecordedNotifications notifications = new RecordedNotifications();
            DirectThreads threads = new DirectThreads();
            try (DnsServices services =
                    new DnsServices(settings, notifications, threads, null, nameservers::get, new Random(1))) {
                services.manager().start();
                threads.scheduler.runDue();
                int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
                List<CompletableFuture<List<Route>>> waiting = start(services);
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threadsBefore + 2);
                assertThat(waiting).noneMatch(CompletableFuture::isDone);

                nameservers.set(List.of(BIND.address()));
                threads.scheduler.advance(settings.checkInterval());
                for (int i = 0; i < 20; i++) {
                    assertThat(Fixture.await(services.lookup()
                                    .lookupSipProxy(SipUri.parse("sip:test.example"), Fixture.ALL, Fixture.OPTIONS)))
                            .hasSize(3);
                }
                assertThat(waiting).noneMatch(CompletableFuture::isDone);

                long before = usedMemory();
                cancel(waiting);
                nameservers.set(List.of(silent.address()));
                threads.scheduler.advance(settings.checkInterval());
                for (int round = 0; round < 5; round++) {
                    cancel(start(services));
                    notifications.clear();
                }
                assertThat(usedMemoryDownTo(before + MOST_LEFT) - before).isLessThan(MOST_LEFT);
            }
        }
    }

    private static List<CompletableFuture<List<Route>>> start(DnsServices services) {
        List<CompletableFuture<List<Route>>> started = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            started.add(services.lookup()
                    .lookupSipProxy(SipUri.of(null, "host" + i + ".test.example"), Fixture.ALL, PATIENT)
                    .toCompletableFuture());
        }
        return started;
    }

    private static void cancel(List<CompletableFuture<List<Route>>> lookups) {
        lookups.forEach(lookup -> lookup.cancel(false));
    }

    /** What has been cancelled is let go by the DNS thread, which may still be at it; returns what is used in the end. */
    private static long usedMemoryDownTo(long wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long used = usedMemory();
        while (used >= wanted && System.nanoTime() < end) {
            used = usedMemory();
        }
        return used;
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
