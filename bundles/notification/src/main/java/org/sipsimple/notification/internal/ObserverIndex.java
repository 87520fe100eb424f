/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Who observes what. Reading takes no lock; arrays are replaced, never changed. A sender is in memory here only while
 * somebody observes it. Thread-safe.
 */
public final class ObserverIndex {

    private static final Subscription[] NONE = {};

    private final Map<Identity, Subscription[]> bySender = new ConcurrentHashMap<>();
    private volatile Subscription[] unbound = NONE;
    private boolean closed;

    /** Those that observe all senders. */
    public Subscription[] unbound() {
        return unbound;
    }

    /** Those that observe only this sender. */
    public Subscription[] boundTo(Object sender) {
        if (bySender.isEmpty()) {
            return NONE;
        }
        Subscription[] bound = bySender.get(new Identity(sender));
        return bound == null ? NONE : bound;
    }

    /**
     * @param sender the only one observed, or null for all
     * @throws IllegalStateException if the center is closed
     */
    public synchronized void add(Subscription added, @Nullable Object sender) {
        if (closed) {
            throw new IllegalStateException("the notification center is closed");
        }
        if (sender == null) {
            unbound = with(unbound, added);
        } else {
            bySender.merge(new Identity(sender), new Subscription[] {added}, (old, one) -> with(old, added));
        }
    }

    synchronized void remove(Subscription removed, @Nullable Object sender) {
        if (sender == null) {
            unbound = without(unbound, removed);
        } else {
            bySender.computeIfPresent(new Identity(sender), (key, old) -> {
                Subscription[] left = without(old, removed);
                return left.length == 0 ? null : left;
            });
        }
    }

    /** Refuses new ones from now on, and returns all there are. */
    public synchronized List<Subscription> close() {
        closed = true;
        List<Subscription> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    void forEach(Consumer<Subscription> action) {
        for (Subscription subscription : unbound) {
            action.accept(subscription);
        }
        for (Subscription[] bound : bySender.values()) {
            for (Subscription subscription : bound) {
                action.accept(subscription);
            }
        }
    }

    private static Subscription[] with(Subscription[] old, Subscription added) {
        Subscription[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = added;
        return more;
    }

    private static Subscription[] without(Subscription[] old, Subscription removed) {
        return Arrays.stream(old).filter(s -> s != removed).toArray(Subscription[]::new);
    }

    /** Equal only for the very same object, whatever its own equals says. */
    private static final class Identity {
        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity identity && identity.object == object;
        }
    }
}
