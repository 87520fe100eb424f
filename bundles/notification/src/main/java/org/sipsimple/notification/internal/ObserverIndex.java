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

    private static final Channel[] NONE = {};

    private final Map<Identity, Channel[]> bySender = new ConcurrentHashMap<>();
    private volatile Channel[] unbound = NONE;
    private boolean closed;

    /** For those that observe all senders. */
    public Channel[] unbound() {
        return unbound;
    }

    /** For those that observe only this sender. */
    public Channel[] boundTo(Object sender) {
        if (bySender.isEmpty()) {
            return NONE;
        }
        Channel[] bound = bySender.get(new Identity(sender));
        return bound == null ? NONE : bound;
    }

    /** @throws IllegalStateException if the center is closed */
    public synchronized void add(Subscription added, Interest interest) {
        if (closed) {
            throw new IllegalStateException("the notification center is closed");
        }
        Object sender = interest.sender();
        Channel[] there = sender == null ? unbound : boundTo(sender);
        Channel channel = find(there, interest);
        if (channel != null) {
            channel.add(added);
            return;
        }
        channel = new Channel(interest);
        channel.add(added);
        Channel[] more = Arrays.copyOf(there, there.length + 1);
        more[there.length] = channel;
        set(sender, more);
    }

    /** @param sender the one observed, or null if all were */
    synchronized void remove(Subscription removed, Interest interest, @Nullable Object sender) {
        Channel[] there = sender == null ? unbound : boundTo(sender);
        Channel channel = find(there, interest);
        if (channel != null && !channel.remove(removed)) {
            set(sender, Arrays.stream(there).filter(c -> c != channel).toArray(Channel[]::new));
        }
    }

    private static @Nullable Channel find(Channel[] channels, Interest interest) {
        for (Channel channel : channels) {
            if (channel.serves(interest)) {
                return channel;
            }
        }
        return null;
    }

    private void set(@Nullable Object sender, Channel[] channels) {
        if (sender == null) {
            unbound = channels;
        } else if (channels.length == 0) {
            bySender.remove(new Identity(sender));
        } else {
            bySender.put(new Identity(sender), channels);
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
        forEachChannel(channel -> {
            for (Subscription subscription : channel.subscriptions()) {
                action.accept(subscription);
            }
        });
    }

    void forEachChannel(Consumer<Channel> action) {
        for (Channel channel : unbound) {
            action.accept(channel);
        }
        for (Channel[] bound : bySender.values()) {
            for (Channel channel : bound) {
                action.accept(channel);
            }
        }
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
