/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.lookup.internal.resolver.Addresses;
import org.sipsimple.lookup.internal.resolver.Futures;
import org.sipsimple.lookup.internal.resolver.HostNames;
import org.sipsimple.lookup.internal.resolver.Inquiry;

/** Searches servers by SRV records, or by a domain's own address when it has none. Thread-safe. */
final class ServiceSearch {
    private final SrvOrder srvOrder;
    private final HostAddresses addresses;

    ServiceSearch(SrvOrder srvOrder, HostAddresses addresses) {
        this.srvOrder = srvOrder;
        this.addresses = addresses;
    }

    CompletableFuture<List<ServiceAddress>> run(String domain, ServiceKind kind, Inquiry inquiry) {
        var literal = Addresses.literal(domain);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(
                    List.of(new ServiceAddress(domain, literal.get(), kind.defaultPort())));
        }
        Name host = HostNames.parse(domain).orElse(null);
        Name service =
                host == null ? null : HostNames.below(kind.srvPrefix(), host).orElse(null);
        if (host == null || service == null) {
            return CompletableFuture.failedFuture(
                    new LookupException.Unsupported("\"" + domain + "\" is no valid host name"));
        }
        return inquiry.ask(service, Type.SRV)
                .handle((answer, error) -> answer == null ? List.<SRVRecord>of() : answer.recordsOf(SRVRecord.class))
                .thenCompose(records ->
                        records.isEmpty() ? at(host, kind.defaultPort(), inquiry) : targets(records, inquiry))
                .thenApply(found -> List.copyOf(new LinkedHashSet<>(found)));
    }

    private CompletableFuture<List<ServiceAddress>> targets(List<SRVRecord> records, Inquiry inquiry) {
        List<CompletableFuture<List<ServiceAddress>>> parts = new ArrayList<>();
        for (SRVRecord record : srvOrder.order(records)) {
            if (!record.getTarget().equals(Name.root) && record.getPort() != 0) {
                parts.add(at(record.getTarget(), record.getPort(), inquiry));
            }
        }
        return Futures.concatenated(parts);
    }

    private CompletableFuture<List<ServiceAddress>> at(Name host, int port, Inquiry inquiry) {
        String text = host.toString(true);
        return addresses.of(host, inquiry).thenApply(found -> list(text, found, port));
    }

    private static List<ServiceAddress> list(String host, List<InetAddress> found, int port) {
        return found.stream()
                .map(address -> new ServiceAddress(host, address, port))
                .toList();
    }
}
