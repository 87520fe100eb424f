/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.lookup.internal.resolver.Addresses;
import org.sipsimple.lookup.internal.resolver.Answer;
import org.sipsimple.lookup.internal.resolver.Inquiry;

/** The addresses of a host, both families asked for at once and put in order (RFC 7984 section 4). Thread-safe. */
final class HostAddresses {
    /** How long the addresses of one family wait for those of the other (after RFC 8305 section 3). */
    static final Duration GRACE = Duration.ofMillis(500);

    private final AddressPreference preference;
    private final Predicate<InetAddress> routable;
    private final Scheduler scheduler;

    /**
     * @param routable whether this machine has a way to an address at all
     * @param scheduler ends the wait for a family that nobody answers for
     */
    HostAddresses(AddressPreference preference, Predicate<InetAddress> routable, Scheduler scheduler) {
        this.scheduler = scheduler;
        this.preference = preference;
        this.routable = routable;
    }

    /** Completes with an empty list when there are none or nobody answered; the inquiry remembers the latter. */
    CompletableFuture<List<InetAddress>> of(Name host, Inquiry inquiry) {
        // a target that is an address is wrong, but common and clear (seen in zones made by hand)
        var literal = Addresses.literal(host.toString(true));
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(List.of(literal.get()));
        }
        CompletableFuture<List<InetAddress>> ipv4 = none();
        CompletableFuture<List<InetAddress>> ipv6 = none();
        if (preference.ipv4()) {
            ipv4 = inquiry.ask(host, Type.A).handle((answer, error) -> addresses(answer));
        }
        if (preference.ipv6()) {
            ipv6 = inquiry.ask(host, Type.AAAA).handle((answer, error) -> addresses(answer));
        }
        limitWait(ipv4, ipv6);
        limitWait(ipv6, ipv4);
        return ipv4.thenCombine(ipv6, this::merge);
    }

    /** Some routers drop questions for AAAA records: a host known by one family must not wait for the other for long. */
    private void limitWait(CompletableFuture<List<InetAddress>> first, CompletableFuture<List<InetAddress>> second) {
        if (first.isDone() && second.isDone()) {
            return;
        }
        first.thenAccept(found -> {
            if (!found.isEmpty() && !second.isDone()) {
                Scheduled end = scheduler.schedule(GRACE, () -> second.complete(List.of()));
                second.whenComplete((any, error) -> end.cancel());
            }
        });
    }

    private static CompletableFuture<List<InetAddress>> none() {
        return CompletableFuture.completedFuture(List.of());
    }

    private static List<InetAddress> addresses(@Nullable Answer answer) {
        List<InetAddress> addresses = new ArrayList<>();
        if (answer != null) {
            answer.recordsOf(ARecord.class).forEach(record -> addresses.add(nameless(record.getAddress())));
            answer.recordsOf(AAAARecord.class).forEach(record -> addresses.add(nameless(record.getAddress())));
        }
        return addresses;
    }

    /** The name of the record would else show up wherever the address is printed, or in TLS. */
    private static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    private List<InetAddress> merge(List<InetAddress> ipv4, List<InetAddress> ipv6) {
        if (ipv4.isEmpty() || ipv6.isEmpty()) {
            return ipv4.isEmpty() ? ipv6 : ipv4;
        }
        List<InetAddress> both = new ArrayList<>(ipv6);
        both.addAll(ipv4);
        boolean ipv4First = preference == AddressPreference.IPV4_FIRST;
        both.sort(Comparator.<InetAddress, Boolean>comparing(address -> !routable.test(address))
                .thenComparing(address -> address instanceof Inet6Address == ipv4First));
        return both;
    }
}
