/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;

/** Observes on behalf of {@link NotificationObserver} services, as long as they are there. Thread-safe. */
public final class Whiteboard implements AutoCloseable {

    private static final String SERVICE_ID = "service.id";

    private final NotificationCenter center;
    private final Map<Object, Observation> byService = new HashMap<>();

    public Whiteboard(NotificationCenter center) {
        this.center = center;
    }

    /**
     * @param properties of the service, {@code service.id} among them
     * @throws IllegalArgumentException if the wanted names are no strings
     */
    public synchronized void add(NotificationObserver observer, Map<String, ?> properties) {
        Set<String> names = names(properties.get(NotificationObserver.NAMES));
        Observation old = byService.put(id(properties), center.observe(names, observer));
        if (old != null) {
            old.close();
        }
    }

    /** Ends what {@link #add} began; does nothing if the service is unknown. */
    public synchronized void remove(Map<String, ?> properties) {
        Observation old = byService.remove(id(properties));
        if (old != null) {
            old.close();
        }
    }

    @Override
    public synchronized void close() {
        byService.values().forEach(Observation::close);
        byService.clear();
    }

    private static Object id(Map<String, ?> properties) {
        Object id = properties.get(SERVICE_ID);
        if (id == null) {
            throw new IllegalArgumentException("a service without " + SERVICE_ID);
        }
        return id;
    }

    /** No property and an empty one both mean all. */
    private static Set<String> names(@Nullable Object property) {
        if (property == null) {
            return Set.of();
        }
        if (property instanceof String one) {
            return Set.of(one);
        }
        Collection<?> given = property instanceof Object[] array
                ? Arrays.asList(array)
                : property instanceof Collection<?> collection ? collection : Arrays.asList(property);
        Set<String> names = new HashSet<>();
        for (Object name : given) {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException(
                        "service property " + NotificationObserver.NAMES + " has to hold strings but holds " + name);
            }
            names.add(text);
        }
        return names;
    }
}
