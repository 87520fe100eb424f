/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Services in OSGi's order: higher ranking first, then the older one. Thread-safe. */
final class RankedServices<T> {
    private static final Comparator<Map<String, Object>> BEST_FIRST = Comparator.<Map<String, Object>>comparingLong(
                    properties -> -number(properties, "service.ranking"))
            .thenComparingLong(properties -> number(properties, "service.id"));

    private final Map<T, Map<String, Object>> properties = new IdentityHashMap<>();

    /** Adds a service, or takes note of its new properties. */
    synchronized List<T> with(T service, Map<String, Object> serviceProperties) {
        properties.put(service, Map.copyOf(serviceProperties));
        return sorted();
    }

    synchronized List<T> without(T service) {
        properties.remove(service);
        return sorted();
    }

    private List<T> sorted() {
        return properties.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(BEST_FIRST))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long number(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
