/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import org.sipsimple.lookup.LookupSettings;

/** Finds the nameservers that a name's zone is served by. Thread-safe, no state. */
final class AuthoritativeServers {
    private static final int MOST_SERVERS = 4;

    private final LookupSettings settings;

    AuthoritativeServers(LookupSettings settings) {
        this.settings = settings;
    }

    /** Completes with an empty list when they cannot be found. */
    CompletableFuture<List<InetSocketAddress>> of(Name name, Inquiry inquiry) {
        Name zone = name;
        while (zone.labels() > 1 && zone.getLabelString(0).startsWith("_")) {
            zone = new Name(zone, 1);
        }
        return climb(zone, inquiry);
    }

    /** Goes up label by label, but not to a top-level domain: its servers know nothing of SIP. */
    private CompletableFuture<List<InetSocketAddress>> climb(Name zone, Inquiry inquiry) {
        if (zone.labels() < 3) {
            return CompletableFuture.completedFuture(List.of());
        }
        return ask(zone, Type.NS, inquiry).thenCompose(answer -> {
            List<NSRecord> servers = answer.recordsOf(NSRecord.class);
            if (!servers.isEmpty()) {
                return addresses(servers, inquiry);
            }
            Name told = answer.zone();
            boolean above = told != null && !told.equals(zone) && zone.subdomain(told);
            return climb(above ? told : new Name(zone, 1), inquiry);
        });
    }

    private CompletableFuture<List<InetSocketAddress>> addresses(List<NSRecord> servers, Inquiry inquiry) {
        List<CompletableFuture<List<InetSocketAddress>>> parts = new ArrayList<>();
        for (NSRecord server : servers.subList(0, Math.min(servers.size(), MOST_SERVERS))) {
            if (settings.addresses().ipv4()) {
                parts.add(ask(server.getTarget(), Type.A, inquiry)
                        .thenApply(answer -> sockets(answer.recordsOf(ARecord.class).stream()
                                .map(ARecord::getAddress)
                                .toList())));
            }
            if (settings.addresses().ipv6()) {
                parts.add(ask(server.getTarget(), Type.AAAA, inquiry)
                        .thenApply(answer -> sockets(answer.recordsOf(AAAARecord.class).stream()
                                .map(AAAARecord::getAddress)
                                .toList())));
            }
        }
        return Futures.concatenated(parts);
    }

    private static CompletableFuture<Answer> ask(Name name, int type, Inquiry inquiry) {
        // a question without answer counts as one without servers: the failure is told by the trace
        return inquiry.ask(new Question(name, type), Resolver.Path.CONFIGURED)
                .handle((answer, error) -> answer == null ? Answer.ofHints(List.of()) : answer);
    }

    private List<InetSocketAddress> sockets(List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, settings.authoritativePort()))
                .toList();
    }
}
