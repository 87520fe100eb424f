/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.lookup.internal.SipPointers.Pointer;
import org.sipsimple.lookup.internal.resolver.Addresses;
import org.sipsimple.lookup.internal.resolver.Futures;
import org.sipsimple.lookup.internal.resolver.HostNames;
import org.sipsimple.lookup.internal.resolver.Inquiry;

/**
 * One search for the ways to a SIP proxy: the decisions of RFC 3263 sections 4.1 and 4.2. Steps that do not depend on one
 * another run at once; the order of the result is the order of preference all the same.
 */
final class SipProxySearch {
    private final SipTarget target;
    private final List<Transport> permitted;
    private final Inquiry inquiry;
    private final SrvOrder srvOrder;
    private final HostAddresses addresses;
    private final String tlsName;

    private SipProxySearch(
            SipTarget target,
            List<Transport> permitted,
            Inquiry inquiry,
            SrvOrder srvOrder,
            HostAddresses addresses,
            String tlsName) {
        this.target = target;
        this.permitted = permitted;
        this.inquiry = inquiry;
        this.srvOrder = srvOrder;
        this.addresses = addresses;
        this.tlsName = tlsName;
    }

    /** Completes with what was found, nothing included, or with {@link LookupException.Unsupported}. */
    static CompletableFuture<List<Route>> run(
            SipTarget target,
            List<Transport> supported,
            LookupOptions options,
            Inquiry inquiry,
            SrvOrder srvOrder,
            HostAddresses addresses) {
        try {
            List<Transport> permitted = target.permitted(supported);
            String tlsName = options.tlsName() == null ? certificateName(target.host()) : options.tlsName();
            return new SipProxySearch(target, permitted, inquiry, srvOrder, addresses, tlsName).run();
        } catch (LookupException.Unsupported e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String certificateName(String host) {
        String lowerCase = host.toLowerCase(Locale.ROOT);
        return lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
    }

    private CompletableFuture<List<Route>> run() throws LookupException.Unsupported {
        var literal = Addresses.literal(target.next());
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(routes(List.of(literal.get()), target.port(), plainTransport()));
        }
        Name domain = HostNames.parse(target.next())
                .orElseThrow(() -> new LookupException.Unsupported(target + " has no valid host name"));
        CompletableFuture<List<Route>> found;
        if (target.port() != null) {
            found = byAddress(domain, target.port(), plainTransport());
        } else if (target.transport() != null) {
            found = byServices(domain);
        } else {
            found = byPointers(domain);
        }
        return found.thenApply(routes -> List.copyOf(new LinkedHashSet<>(routes)));
    }

    /** The transport where neither URI nor DNS decide: UDP for sip, TLS for sips, unless only others are on. */
    private Transport plainTransport() {
        return permitted.contains(Transport.UDP) ? Transport.UDP : permitted.get(0);
    }

    private CompletableFuture<List<Route>> byPointers(Name domain) {
        return inquiry.ask(domain, Type.NAPTR)
                .handle((answer, error) ->
                        answer == null ? List.<NAPTRRecord>of() : answer.recordsOf(NAPTRRecord.class))
                .thenCompose(records -> follow(SipPointers.usable(records, permitted)))
                .thenCompose(
                        routes -> routes.isEmpty() ? byServices(domain) : CompletableFuture.completedFuture(routes));
    }

    private CompletableFuture<List<Route>> follow(List<Pointer> pointers) {
        List<CompletableFuture<List<Route>>> parts = new ArrayList<>();
        for (Pointer pointer : pointers) {
            parts.add(
                    pointer.host()
                            ? byAddress(pointer.name(), null, pointer.transport())
                            : service(pointer.name(), pointer.transport()).thenApply(Service::routes));
        }
        return Futures.concatenated(parts);
    }

    /** SRV records for each transport; only when there are none at all, the domain's own address. */
    private CompletableFuture<List<Route>> byServices(Name domain) {
        List<CompletableFuture<List<Service>>> parts = new ArrayList<>();
        for (Transport transport : permitted) {
            HostNames.below(prefix(transport), domain)
                    .ifPresent(name -> parts.add(service(name, transport).thenApply(List::of)));
        }
        return Futures.concatenated(parts).thenCompose(services -> {
            List<Route> routes = new ArrayList<>();
            services.forEach(service -> routes.addAll(service.routes()));
            boolean offered = services.stream().anyMatch(Service::exists);
            return offered ? CompletableFuture.completedFuture(routes) : byAddress(domain, null, plainTransport());
        });
    }

    private static String prefix(Transport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp";
            case TCP -> "_sip._tcp";
            case TLS -> "_sips._tcp";
        };
    }

    /**
     * What SRV records say.
     *
     * @param exists whether there are any, also if they say "not here" or lead nowhere
     */
    private record Service(boolean exists, List<Route> routes) {}

    private CompletableFuture<Service> service(Name name, Transport transport) {
        return inquiry.ask(name, Type.SRV)
                .handle((answer, error) -> answer == null ? List.<SRVRecord>of() : answer.recordsOf(SRVRecord.class))
                .thenCompose(records ->
                        targets(records, transport).thenApply(routes -> new Service(!records.isEmpty(), routes)));
    }

    private CompletableFuture<List<Route>> targets(List<SRVRecord> records, Transport transport) {
        List<CompletableFuture<List<Route>>> parts = new ArrayList<>();
        for (SRVRecord record : srvOrder.order(records)) {
            if (!record.getTarget().equals(Name.root) && record.getPort() != 0) {
                parts.add(byAddress(record.getTarget(), record.getPort(), transport));
            }
        }
        return Futures.concatenated(parts);
    }

    private CompletableFuture<List<Route>> byAddress(Name host, @Nullable Integer port, Transport transport) {
        return addresses.of(host, inquiry).thenApply(found -> routes(found, port, transport));
    }

    private List<Route> routes(List<InetAddress> found, @Nullable Integer port, Transport transport) {
        int number = port == null ? transport.defaultPort() : port;
        List<Route> routes = new ArrayList<>(found.size());
        for (InetAddress address : found) {
            routes.add(new Route(address, number, transport, tlsName));
        }
        return routes;
    }
}
