/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import org.sipsimple.lookup.AuthoritativeUse;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.lookup.internal.resolver.AnswerCache;
import org.sipsimple.lookup.internal.resolver.HostNames;
import org.sipsimple.lookup.internal.resolver.Resolver;
import org.sipsimple.lookup.internal.transport.DnsTransport;

/** Finds out whether nameservers give the kinds of records that SIP needs. Thread-safe. */
public final class NameserverProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    private final DnsTransport transport;

    public NameserverProbe(DnsTransport transport) {
        this.transport = transport;
    }

    /** Completes with whether the domain's NAPTR and {@code _sip._udp} SRV records were given. Never fails. */
    public CompletableFuture<Boolean> passes(String domain, List<InetSocketAddress> nameservers) {
        Name name = HostNames.parse(domain).orElse(null);
        Name service = name == null ? null : HostNames.below("_sip._udp", name).orElse(null);
        if (name == null || service == null || nameservers.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return has(name, Type.NAPTR, nameservers).thenCombine(has(service, Type.SRV, nameservers), Boolean::logicalAnd);
    }

    /** Each question has an inquiry of its own, or the answer to one could save asking the other. */
    private CompletableFuture<Boolean> has(Name name, int type, List<InetSocketAddress> nameservers) {
        AnswerCache nothingKept = new AnswerCache(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, System::nanoTime);
        LookupSettings direct = LookupSettings.DEFAULT.withAuthoritative(AuthoritativeUse.NEVER, 53);
        return new Resolver(transport, nothingKept, () -> nameservers, direct)
                .inquiry(TIMEOUT, LIFETIME, (question, answer, error, source, servers, nanos) -> {})
                .ask(name, type)
                .handle((answer, error) -> answer != null && !answer.records().isEmpty());
    }
}
