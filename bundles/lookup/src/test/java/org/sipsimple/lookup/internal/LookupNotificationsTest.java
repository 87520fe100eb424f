/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.lookup.DnsRecord;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.LookupNotification.Context;
import org.sipsimple.api.lookup.LookupNotification.DidFail;
import org.sipsimple.api.lookup.LookupNotification.DidSucceed;
import org.sipsimple.api.lookup.LookupNotification.Source;
import org.sipsimple.api.lookup.LookupNotification.Trace;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.LookupResult;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lookups tell while they run and when they end. */
class LookupNotificationsTest {
    /** What a scheduler shows whose time stands still. */
    private static final Instant NOW = new DirectThreads().scheduler.now();

    @RegisterExtension
    static final Bind BIND = new Bind(false);

    @Test
    void successIsToldWithEachQueryBefore() throws Exception {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            List<Route> routes = fixture.routes("sip:bob:secret@naptr-udp.test.example");
            assertThat(fixture.notifications.names())
                    .containsExactly("DNSLookupTrace", "DNSLookupTrace", "DNSLookupTrace", "DNSLookupDidSucceed");
            Route expected =
                    new Route(InetAddress.getByName("192.0.2.10"), 15062, Transport.UDP, "naptr-udp.test.example");
            assertThat(routes).containsExactly(expected);
            DidSucceed end = fixture.notifications.of(DidSucceed.class).get(0);
            assertThat(end.sender()).isSameAs(fixture.services.lookup());
            assertThat(end.timestamp()).isEqualTo(NOW);
            assertThat(end.result()).isEqualTo(new LookupResult.Routes(List.of(expected)));

            List<Trace> traces = fixture.notifications.of(Trace.class);
            assertThat(traces).extracting(Trace::queryType).containsExactly("NAPTR", "SRV", "A");
            assertThat(traces)
                    .extracting(Trace::queryName)
                    .containsExactly("naptr-udp.test.example", "_sip._udp.test.example", "sip.test.example");
            assertThat(traces).allSatisfy(trace -> {
                assertThat(trace.sender()).isSameAs(fixture.services.lookup());
                assertThat(trace.timestamp()).isEqualTo(NOW);
                assertThat(trace.lookup()).isEqualTo(end.lookup());
                assertThat(trace.context()).isEqualTo(Context.SIP_PROXY);
                assertThat(trace.context().label()).isEqualTo("lookup_sip_proxy");
                assertThat(trace.service()).isNull();
                assertThat(trace.uri()).isEqualTo("sip:bob@naptr-udp.test.example");
                assertThat(trace.nameservers()).containsExactly(BIND.address());
                assertThat(trace.nameserver()).isEqualTo(BIND.address());
                assertThat(trace.source()).isEqualTo(Source.NAMESERVER);
                assertThat(trace.elapsed()).isPositive();
                assertThat(trace.error()).isNull();
            });
            assertThat(traces.get(1).answer())
                    .containsExactly(new DnsRecord(
                            "_sip._udp.test.example.", "SRV", Duration.ofMinutes(5), "10 50 15062 sip.test.example."));
        }
    }

    @Test
    void failureIsToldWithItsReason() throws IOException {
        try (FaultyServer silent = FaultyServer.silent();
                Fixture fixture = new Fixture(Fixture.plain(silent.address()))) {
            assertThatThrownBy(() -> Fixture.await(fixture.services
                            .lookup()
                            .lookupService("test.example", ServiceKind.STUN, Fixture.IMPATIENT)))
                    .isInstanceOf(LookupException.Unavailable.class);
            Trace trace = fixture.notifications.of(Trace.class).get(0);
            assertThat(trace.answer()).isNull();
            assertThat(trace.error()).startsWith("127.0.0.1:").endsWith("did not answer in 600 ms");
            assertThat(trace.context()).isEqualTo(Context.SERVICE);
            assertThat(trace.service()).isEqualTo(ServiceKind.STUN);
            assertThat(trace.nameserver()).isNull();
            DidFail end = fixture.notifications.of(DidFail.class).get(0);
            assertThat(end.name()).isEqualTo("DNSLookupDidFail");
            assertThat(end.timestamp()).isEqualTo(NOW);
            assertThat(end.error()).contains("no answer for test.example");
        }
    }

    @Test
    void resultsOfOtherLookupsAreToldInTheirForm() throws Exception {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            Lookup lookup = fixture.services.lookup();
            Fixture.await(lookup.lookupService("test.example", ServiceKind.STUN));
            Fixture.await(lookup.lookupXcapServer("test.example"));
            List<DidSucceed> ends = fixture.notifications.of(DidSucceed.class);
            assertThat(ends.get(0).result())
                    .isEqualTo(new LookupResult.Services(List.of(
                            new ServiceAddress("stun.test.example", InetAddress.getByName("192.0.2.20"), 13478))));
            assertThat(((LookupResult.XcapRoots) ends.get(1).result()).roots())
                    .contains(URI.create("https://xcap.test.example/xcap-root"));
            assertThat(ends.get(0).lookup()).isNotEqualTo(ends.get(1).lookup());
            assertThat(fixture.notifications.of(Trace.class))
                    .last()
                    .extracting(Trace::context)
                    .isEqualTo(Context.XCAP_SERVER);
        }
    }

    @Test
    void namesThatDoNotExistAreTracedAsEmptyAnswers() {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            assertThatThrownBy(() -> fixture.found("sip:no-such-host.test.example"))
                    .isInstanceOf(LookupException.NotFound.class);
            assertThat(fixture.notifications.of(Trace.class))
                    .isNotEmpty()
                    .allSatisfy(trace -> assertThat(trace.answer()).isEmpty());
        }
    }

    @Test
    void cancellingEndsTheQueriesAndIsToldOnce() throws IOException {
        try (FaultyServer silent = FaultyServer.silent();
                Fixture fixture = new Fixture(Fixture.plain(silent.address()))) {
            CompletableFuture<List<Route>> lookup = fixture.services
                    .lookup()
                    .lookupSipProxy(SipUri.parse("sip:test.example"), Fixture.ALL)
                    .toCompletableFuture();
            assertThat(lookup.cancel(false)).isTrue();
            assertThatThrownBy(lookup::join).isInstanceOf(CancellationException.class);
            fixture.services.close();
            assertThat(fixture.notifications.of(DidFail.class))
                    .extracting(DidFail::error)
                    .containsExactly("cancelled");
            assertThat(fixture.notifications.of(DidSucceed.class)).isEmpty();
        }
    }

    @Test
    void traceOfOneLookupGoesToItsConsumerWhichMayFail() throws LookupException {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            List<Trace> own = new ArrayList<>();
            LookupOptions traced = LookupOptions.DEFAULT.withTrace(trace -> {
                own.add(trace);
                throw new IllegalStateException("a consumer's bug");
            });
            assertThat(Fixture.await(fixture.services
                            .lookup()
                            .lookupSipProxy(SipUri.parse("sip:naptr-udp.test.example"), Fixture.ALL, traced)))
                    .hasSize(1);
            assertThat(own).isEqualTo(fixture.notifications.of(Trace.class));
        }
    }

    @Test
    void closingFailsWhatIsStillRunning() throws IOException {
        try (FaultyServer silent = FaultyServer.silent();
                Fixture fixture = new Fixture(Fixture.plain(silent.address()))) {
            CompletableFuture<List<Route>> lookup = fixture.services
                    .lookup()
                    .lookupSipProxy(SipUri.parse("sip:test.example"), Fixture.ALL)
                    .toCompletableFuture();
            fixture.services.close();
            assertThatThrownBy(() -> Fixture.await(lookup)).isInstanceOf(LookupException.Unavailable.class);
            assertThatThrownBy(() -> fixture.found("sip:test.example"))
                    .isInstanceOf(LookupException.Unavailable.class)
                    .hasMessageContaining("stopped");
        }
    }

    @Test
    void tlsNameOfTheOptionsTakesThePlaceOfTheHost() throws LookupException {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            assertThat(Fixture.await(fixture.services
                            .lookup()
                            .lookupSipProxy(
                                    SipUri.parse("sips:test.example"),
                                    Fixture.ALL,
                                    LookupOptions.DEFAULT.withTlsName("proxy.example"))))
                    .extracting(Route::tlsName)
                    .containsExactly("proxy.example");
        }
    }

    @Test
    void additionalRecordsSaveQueriesAndAreTracedAsSuch() throws Exception {
        Bind generous = new Bind(true);
        generous.beforeAll(null);
        try (Fixture fixture = new Fixture(Fixture.plain(generous.address()))) {
            assertThat(fixture.found("sip:naptr-udp.test.example")).containsExactly("192.0.2.10:15062 udp");
            assertThat(fixture.notifications.of(Trace.class))
                    .extracting(Trace::source)
                    .containsExactly(Source.NAMESERVER, Source.ADDITIONAL, Source.ADDITIONAL);
            assertThat(generous.queries()).hasSize(1);
        } finally {
            generous.afterAll(null);
        }
    }

    @Test
    void answersAreRememberedAndThenTracedAsSuch() throws LookupException {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()).withCache(100, Duration.ZERO))) {
            List<String> found = fixture.found("sip:naptr-udp.test.example");
            int asked = BIND.queries().size();
            fixture.notifications.clear();
            assertThat(fixture.found("sip:naptr-udp.test.example")).isEqualTo(found);
            assertThat(BIND.queries()).hasSize(asked);
            assertThat(fixture.notifications.of(Trace.class))
                    .extracting(Trace::source)
                    .containsExactly(Source.CACHE, Source.CACHE, Source.CACHE);
        }
    }

    @Test
    void denialsAreRememberedToo() {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()).withCache(100, Duration.ZERO))) {
            assertThatThrownBy(() -> fixture.found("sip:never.test.example"))
                    .isInstanceOf(LookupException.NotFound.class);
            int asked = BIND.queries().size();
            assertThatThrownBy(() -> fixture.found("sip:never.test.example"))
                    .isInstanceOf(LookupException.NotFound.class);
            assertThat(BIND.queries()).hasSize(asked);
        }
    }

    @Test
    void staleAnswersStandInWhenNobodyAnswers() throws LookupException, IOException {
        boolean[] dead = new boolean[1];
        try (FaultyServer dying = new FaultyServer(query -> {
            if (!dead[0]) {
                query.answer(query.ask(BIND.address()));
            }
        })) {
            // nothing stays fresh, everything may be stale
            var settings = Fixture.plain(dying.address())
                    .withCache(100, Duration.ofHours(1))
                    .withCacheLimits(Duration.ZERO, Duration.ZERO);
            try (Fixture fixture = new Fixture(settings, Fixture.IMPATIENT)) {
                List<String> found = fixture.found("sip:naptr-udp.test.example");
                dead[0] = true;
                fixture.notifications.clear();
                assertThat(fixture.found("sip:naptr-udp.test.example")).isEqualTo(found);
                assertThat(fixture.notifications.of(Trace.class))
                        .extracting(Trace::source)
                        .containsOnly(Source.STALE_CACHE);
            }
        }
    }

    @Test
    void everyNotificationHasTheSeedsName() {
        List<InetSocketAddress> nobody = List.of();
        assertThat(List.<LookupNotification>of(
                        new LookupNotification.ResolverDidInitialize(this, NOW, nobody),
                        new LookupNotification.NameserversDidChange(this, NOW, nobody)))
                .extracting(LookupNotification::name)
                .containsExactly("DNSResolverDidInitialize", "DNSNameserversDidChange");
    }
}
