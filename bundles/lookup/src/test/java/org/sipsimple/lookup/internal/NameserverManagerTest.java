/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.DnsManager;
import org.sipsimple.api.lookup.LookupNotification.NameserversDidChange;
import org.sipsimple.api.lookup.LookupNotification.ResolverDidInitialize;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.lookup.internal.transport.DnsTransport;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class NameserverManagerTest {
    private static final List<InetSocketAddress> HOME = List.of(server(1));
    private static final List<InetSocketAddress> OFFICE = List.of(server(2), server(3));
    private static final List<InetSocketAddress> SPARE = List.of(server(8));
    private static final Duration INTERVAL = LookupSettings.DEFAULT.checkInterval();

    @RegisterExtension
    static final Bind BIND = new Bind();

    private final ManualScheduler scheduler = new ManualScheduler();
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final AtomicReference<List<InetSocketAddress>> system = new AtomicReference<>(HOME);
    private final Set<List<InetSocketAddress>> good = ConcurrentHashMap.newKeySet();
    private final List<String> probed = new ArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();

    private static InetSocketAddress server(int last) {
        return new InetSocketAddress("192.0.2." + last, 53);
    }

    private DnsManager manager(LookupSettings settings) {
        return new NameserverManager(
                settings,
                system::get,
                (domain, servers) -> {
                    probed.add(domain);
                    return CompletableFuture.completedFuture(good.contains(servers));
                },
                scheduler,
                notifications::post,
                changes::incrementAndGet,
                null);
    }

    @Test
    void tellsTheFirstListAndThenChanges() {
        DnsManager manager = manager(LookupSettings.DEFAULT);
        assertThat(manager.nameservers()).isEqualTo(HOME);
        manager.start();
        manager.start();
        scheduler.runDue();
        assertThat(notifications.of(ResolverDidInitialize.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.nameservers()).isEqualTo(HOME);
                    assertThat(told.sender()).isSameAs(manager);
                    assertThat(told.timestamp()).isEqualTo(scheduler.now());
                });
        scheduler.advance(INTERVAL);
        assertThat(notifications.of(NameserversDidChange.class)).isEmpty();
        system.set(OFFICE);
        scheduler.advance(INTERVAL);
        assertThat(notifications.of(NameserversDidChange.class)).singleElement().satisfies(told -> {
            assertThat(told.nameservers()).isEqualTo(OFFICE);
            assertThat(told.timestamp()).isEqualTo(scheduler.now());
        });
        assertThat(manager.nameservers()).isEqualTo(OFFICE);
        assertThat(changes).hasValue(1);
    }

    @Test
    void stoppedItTellsNothing() {
        DnsManager manager = manager(LookupSettings.DEFAULT);
        manager.start();
        scheduler.runDue();
        manager.stop();
        manager.stop();
        system.set(OFFICE);
        scheduler.advance(INTERVAL.multipliedBy(3));
        assertThat(notifications.names()).containsExactly("DNSResolverDidInitialize");
        assertThat(manager.nameservers()).isEqualTo(HOME);
        manager.start();
        scheduler.runDue();
        assertThat(manager.nameservers()).isEqualTo(OFFICE);
        assertThat(notifications.names()).containsExactly("DNSResolverDidInitialize", "DNSNameserversDidChange");
    }

    @Test
    void probesNothingUnlessToldTo() {
        DnsManager manager = manager(LookupSettings.DEFAULT);
        manager.start();
        scheduler.advance(INTERVAL.multipliedBy(10));
        assertThat(probed).isEmpty();
        assertThat(LookupSettings.DEFAULT.probeDomain()).isNull();
        assertThat(LookupSettings.DEFAULT.spareNameservers()).isEmpty();
    }

    @Test
    void usesTheSpareOnesOnlyWhileItsOwnFail() {
        DnsManager manager = manager(LookupSettings.DEFAULT.withProbe("probe.example", SPARE));
        good.add(SPARE);
        manager.start();
        scheduler.runDue();
        assertThat(probed).containsOnly("probe.example");
        assertThat(manager.nameservers()).isEqualTo(SPARE);
        good.add(HOME);
        scheduler.advance(INTERVAL);
        assertThat(manager.nameservers()).isEqualTo(HOME);
        assertThat(notifications.names()).containsExactly("DNSResolverDidInitialize", "DNSNameserversDidChange");
    }

    @Test
    void keepsItsOwnWhenTheSpareOnesFailToo() {
        DnsManager manager = manager(LookupSettings.DEFAULT.withProbe("probe.example", SPARE));
        manager.start();
        scheduler.runDue();
        assertThat(manager.nameservers()).isEqualTo(HOME);
    }

    @Test
    void settingsGoBeforeTheSystem() {
        DnsManager manager = manager(LookupSettings.DEFAULT.withNameservers(OFFICE));
        assertThat(manager.nameservers()).isEqualTo(OFFICE);
    }

    @Test
    void realProbeTellsGoodNameserversFromBadOnes() throws Exception {
        try (DnsTransport transport = new DnsTransport(Thread::new, new SecureRandom());
                FaultyServer refusing = FaultyServer.answering(Rcode.REFUSED);
                FaultyServer router = routerWithoutSrv()) {
            NameserverProbe probe = new NameserverProbe(transport);
            assertThat(passes(probe, "test.example", BIND.address())).isTrue();
            assertThat(passes(probe, "ip4.test.example", BIND.address())).isFalse();
            assertThat(passes(probe, "test.example", refusing.address())).isFalse();
            assertThat(passes(probe, "test.example", router.address())).isFalse();
            assertThat(passes(probe, "no name", BIND.address())).isFalse();
        }
    }

    private static FaultyServer routerWithoutSrv() {
        return new FaultyServer(query ->
                query.answer(query.type() == Type.SRV ? query.bare(0, Rcode.NOTIMP) : query.ask(BIND.address())));
    }

    private static boolean passes(NameserverProbe probe, String domain, InetSocketAddress server) throws Exception {
        return probe.passes(domain, List.of(server)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void systemHasNameserversOfItsOwn() throws IOException {
        assertThat(new SystemNameservers().get())
                .allSatisfy(each -> assertThat(each.getPort()).isEqualTo(53));
    }
}
