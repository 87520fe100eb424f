/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.lookup.internal.resolver.AnswerCache;
import org.sipsimple.lookup.internal.resolver.Inquiry;
import org.sipsimple.lookup.internal.resolver.Resolver;
import org.sipsimple.lookup.internal.transport.DnsTransport;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of a host's addresses (RFC 7984). */
class HostAddressesTest {
    private static final Name HOST = Name.fromConstantString("sip.test.example.");

    @RegisterExtension
    static final Bind BIND = new Bind();

    private final ManualScheduler scheduler = new ManualScheduler();

    private List<InetAddress> addresses(
            InetSocketAddress nameserver, AddressPreference preference, Predicate<InetAddress> routable)
            throws Exception {
        try (DnsTransport transport = new DnsTransport(Thread::new, new SecureRandom())) {
            return new HostAddresses(preference, routable, scheduler)
                    .of(HOST, inquiry(transport, nameserver, Duration.ofSeconds(1)))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static Inquiry inquiry(DnsTransport transport, InetSocketAddress nameserver, Duration timeout) {
        AnswerCache off = new AnswerCache(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, System::nanoTime);
        return new Resolver(transport, off, () -> List.of(nameserver), Fixture.plain(nameserver))
                .inquiry(timeout, timeout.multipliedBy(5), (q, a, e, s, n, t) -> {});
    }

    private static InetAddress ipv4() throws UnknownHostException {
        return InetAddress.getByName("192.0.2.10");
    }

    private static InetAddress ipv6() throws UnknownHostException {
        return InetAddress.getByName("2001:db8::10");
    }

    @Test
    void preferenceDecidesBetweenReachableFamilies() throws Exception {
        assertThat(addresses(BIND.address(), AddressPreference.IPV6_FIRST, any -> true))
                .containsExactly(ipv6(), ipv4());
        assertThat(addresses(BIND.address(), AddressPreference.IPV4_FIRST, any -> true))
                .containsExactly(ipv4(), ipv6());
        assertThat(addresses(BIND.address(), AddressPreference.IPV4_ONLY, any -> true))
                .containsExactly(ipv4());
        assertThat(addresses(BIND.address(), AddressPreference.IPV6_ONLY, any -> true))
                .containsExactly(ipv6());
    }

    @Test
    void addressesWithoutARouteGoLastButStay() throws Exception {
        assertThat(addresses(BIND.address(), AddressPreference.IPV6_FIRST, Inet4Address.class::isInstance))
                .containsExactly(ipv4(), ipv6());
        assertThat(addresses(BIND.address(), AddressPreference.IPV4_FIRST, Inet6Address.class::isInstance))
                .containsExactly(ipv6(), ipv4());
        assertThat(addresses(BIND.address(), AddressPreference.IPV6_FIRST, any -> false))
                .containsExactly(ipv6(), ipv4());
    }

    @Test
    void failureOfOneFamilyLeavesTheOther() throws Exception {
        try (FaultyServer halfBlind = new FaultyServer(query ->
                query.answer(query.type() == Type.AAAA ? query.bare(0, Rcode.SERVFAIL) : query.ask(BIND.address())))) {
            assertThat(addresses(halfBlind.address(), AddressPreference.IPV6_FIRST, any -> true))
                    .containsExactly(ipv4());
        }
    }

    @Test
    void familyThatNobodyAnswersForIsNotWaitedForLong() throws Exception {
        CompletableFuture<Runnable> endOfPatience = new CompletableFuture<>();
        Scheduler timer = new Scheduler() {
            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable task) {
                assertThat(delay).isEqualTo(HostAddresses.GRACE);
                endOfPatience.complete(task);
                return () -> false;
            }
        };
        try (FaultyServer withoutIpv6 = new FaultyServer(query -> {
                    if (query.type() == Type.A) {
                        query.answer(query.ask(BIND.address()));
                    }
                });
                DnsTransport transport = new DnsTransport(Thread::new, new SecureRandom())) {
            CompletableFuture<List<InetAddress>> found = new HostAddresses(
                            AddressPreference.IPV6_FIRST, any -> true, timer)
                    .of(HOST, inquiry(transport, withoutIpv6.address(), Duration.ofMinutes(5)));
            Runnable end = endOfPatience.get(20, TimeUnit.SECONDS);
            assertThat(found).isNotDone();
            end.run();
            assertThat(found.get(20, TimeUnit.SECONDS)).containsExactly(ipv4());
        }
    }

    @Test
    void addressesCarryNoNameThatCouldBeMistakenForTheOneToVerify() throws Exception {
        assertThat(addresses(BIND.address(), AddressPreference.IPV4_ONLY, any -> true))
                .first()
                .hasToString("/192.0.2.10");
    }

    @Test
    void loopbackHasARoute() {
        assertThat(new RouteCheck()).accepts(InetAddress.getLoopbackAddress());
    }
}
