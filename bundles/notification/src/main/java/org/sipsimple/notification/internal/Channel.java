/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What is posted to all observers that want to see the same: one list, which each observer walks at its own speed.
 *
 * <p>A poster hangs the notification to the end, which is one compare-and-set however many observers there are, and then
 * starts those that are idle. Nobody takes anything out: what the slowest observer has passed is reachable no more. Only the
 * last entry would stay for ever, so {@link #sweep} empties it.
 *
 * <p>Entries are emptied as soon as they have been passed, too, where that costs little: one that a collector has taken for
 * old keeps all behind it alive until old objects are collected as well, and with them what they were posted for.
 * Thread-safe.
 */
public final class Channel {

    private static final Subscription[] NONE = {};

    /** More observers are not asked after each delivery how far they are. */
    private static final int FEW = 4;

    private static final VarHandle NEXT;
    private static final VarHandle END;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Entry.class, "next", Entry.class);
            END = lookup.findVarHandle(Channel.class, "end", Entry.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Class<? extends Notification> type;
    private final @Nullable Set<String> names;

    private volatile Subscription[] subscriptions = NONE;

    /** The last entry or one shortly before it: posters move it without a fight, and a late one moves it back. */
    private volatile Entry end = new Entry(null);

    /** One posted notification. */
    static final class Entry {
        private @Nullable Notification notification;
        private volatile @Nullable Entry next;
        private long number;

        private Entry(@Nullable Notification notification) {
            this.notification = notification;
        }

        /** Null before the first post, and once everybody has seen it. */
        @Nullable
        Notification notification() {
            return notification;
        }

        @Nullable
        Entry next() {
            return next;
        }

        /** How many were posted to the channel up to this one. */
        long number() {
            return number;
        }
    }

    Channel(Interest interest) {
        this.type = interest.type();
        this.names = interest.names().isEmpty() ? null : interest.names();
    }

    /** Whether those with this interest, the sender left aside, belong here. */
    boolean serves(Interest interest) {
        return type == interest.type() && interest.names().equals(names == null ? Set.of() : names);
    }

    /** Delivers the notification, if the observers want to see it. Never waits and never throws. */
    public void post(Notification notification) {
        if (!type.isInstance(notification) || (names != null && !names.contains(notification.name()))) {
            return;
        }
        long number = append(new Entry(notification));
        for (Subscription subscription : subscriptions) {
            subscription.wake(number);
        }
    }

    /**
     * Tells that one observer has passed an entry. An observer that is just being added may find it empty, as if it had
     * come a moment later.
     */
    void passed(Entry entry) {
        Subscription[] all = subscriptions;
        if (all.length > FEW) {
            return;
        }
        for (Subscription subscription : all) {
            if (subscription.progress().finished() < entry.number) {
                return;
            }
        }
        entry.notification = null;
    }

    private long append(Entry added) {
        Entry last = end;
        while (true) {
            Entry next = last.next;
            if (next != null) {
                last = next;
                continue;
            }
            long number = last.number + 1;
            added.number = number;
            if (NEXT.compareAndSet(last, null, added)) {
                END.setRelease(this, added);
                return number;
            }
        }
    }

    private Entry last() {
        Entry last = end;
        for (Entry next = last.next; next != null; next = last.next) {
            last = next;
        }
        return last;
    }

    /** Whoever calls this and {@link #remove} holds the lock of the index. */
    void add(Subscription added) {
        Entry from = last();
        added.begin(this, from);
        Subscription[] old = subscriptions;
        Subscription[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = added;
        subscriptions = more;
        // one posted meanwhile may have started the others only
        if (from.next != null) {
            added.wake(from.number);
        }
    }

    /** Returns whether anybody is left. */
    boolean remove(Subscription removed) {
        Subscription[] left =
                Arrays.stream(subscriptions).filter(s -> s != removed).toArray(Subscription[]::new);
        subscriptions = left;
        return left.length > 0;
    }

    Subscription[] subscriptions() {
        return subscriptions;
    }

    /** Lets go of the last notification, if everybody has seen it. */
    void sweep() {
        Entry last = last();
        for (Subscription subscription : subscriptions) {
            if (!subscription.hasSeen(last)) {
                return;
            }
        }
        // those before it that posters have left the end at were seen as well
        for (Entry seen = end; seen != null && seen != last; seen = seen.next) {
            seen.notification = null;
        }
        last.notification = null;
        END.setRelease(this, last);
    }
}
