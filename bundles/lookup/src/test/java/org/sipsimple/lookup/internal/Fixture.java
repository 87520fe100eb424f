/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.lookup.AuthoritativeUse;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;

/** A lookup that asks the given nameservers, with its notifications kept. */
final class Fixture implements AutoCloseable {
    static final List<Transport> ALL = List.of(Transport.UDP, Transport.TCP, Transport.TLS);
    /** So patient that a busy machine is not taken for a silent nameserver. */
    static final LookupOptions OPTIONS =
            LookupOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)).withLifetime(Duration.ofSeconds(20));

    /** For nameservers that are silent indeed. */
    static final LookupOptions IMPATIENT =
            LookupOptions.DEFAULT.withTimeout(Duration.ofMillis(600)).withLifetime(Duration.ofSeconds(5));

    final RecordedNotifications notifications = new RecordedNotifications();
    final DnsServices services;

    private final LookupOptions options;

    Fixture(LookupSettings settings) {
        this(settings, OPTIONS);
    }

    Fixture(LookupSettings settings, LookupOptions options) {
        this.options = options;
        services = new DnsServices(settings, notifications, new DirectThreads(), null, List::of, new Random(4711));
    }

    /** IPv4 only, no cache and no help from authoritative servers: each lookup asks exactly what it is told to. */
    static LookupSettings plain(InetSocketAddress... nameservers) {
        return LookupSettings.DEFAULT
                .withNameservers(List.of(nameservers))
                .withAddresses(AddressPreference.IPV4_ONLY)
                .withAuthoritative(AuthoritativeUse.NEVER, 53)
                .withoutCache();
    }

    List<Route> routes(String uri, Transport... supported) throws LookupException {
        List<Transport> transports = supported.length == 0 ? ALL : List.of(supported);
        return await(services.lookup().lookupSipProxy(SipUri.parse(uri), transports, options));
    }

    /** The routes as text, for example {@code 192.0.2.1:5060 udp}. */
    List<String> found(String uri, Transport... supported) throws LookupException {
        return routes(uri, supported).stream().map(Fixture::text).toList();
    }

    static String text(Route route) {
        return route.host() + ":" + route.port() + " " + route.transport().parameter();
    }

    static <T> T await(CompletionStage<T> stage) throws LookupException {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LookupException lookupException) {
                throw lookupException;
            }
            throw new AssertionError("a lookup may fail with LookupException only", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a lookup never ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        services.close();
    }
}
