/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for a while which nameservers did not answer, so that only the first lookups wait for a dead one, and which
 * cannot read EDNS. Thread-safe.
 */
final class ServerHealth {
    private static final long SILENT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PLAIN_NANOS = Duration.ofMinutes(15).toNanos();
    /** Authoritative servers come from the network, so their number needs a bound. */
    private static final int MOST_SERVERS = 1000;

    private final LongSupplier nanoTime;
    private final Map<InetSocketAddress, Long> silentUntil = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Long> plainUntil = new ConcurrentHashMap<>();

    ServerHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The same servers, those that lately did not answer at the end. */
    List<InetSocketAddress> ordered(List<InetSocketAddress> servers) {
        if (silentUntil.isEmpty() || servers.size() < 2) {
            return servers;
        }
        List<InetSocketAddress> ordered = new ArrayList<>(servers);
        ordered.removeIf(server -> lasts(silentUntil, server));
        servers.stream().filter(server -> !ordered.contains(server)).forEach(ordered::add);
        return ordered;
    }

    boolean speaksEdns(InetSocketAddress server) {
        return plainUntil.isEmpty() || !lasts(plainUntil, server);
    }

    void answered(InetSocketAddress server) {
        if (!silentUntil.isEmpty()) {
            silentUntil.remove(server);
        }
    }

    void silent(InetSocketAddress server) {
        remember(silentUntil, server, SILENT_NANOS);
    }

    void withoutEdns(InetSocketAddress server) {
        remember(plainUntil, server, PLAIN_NANOS);
    }

    private void remember(Map<InetSocketAddress, Long> map, InetSocketAddress server, long nanos) {
        if (map.size() >= MOST_SERVERS) {
            map.clear();
        }
        map.put(server, nanoTime.getAsLong() + nanos);
    }

    private boolean lasts(Map<InetSocketAddress, Long> map, InetSocketAddress server) {
        Long until = map.get(server);
        return until != null && nanoTime.getAsLong() - until < 0;
    }
}
