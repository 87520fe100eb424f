/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;

/** A notification center for tests: delivers at once, on the thread that posts, and remembers everything. */
public final class RecordedNotifications implements NotificationCenter {

    private record Entry(Predicate<Notification> wanted, Consumer<Notification> delivery) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Notification> posted = new CopyOnWriteArrayList<>();
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void post(Notification notification) {
        synchronized (posted) {
            posted.add(notification);
            posted.notifyAll();
        }
        for (Entry entry : List.copyOf(entries)) {
            if (entry.wanted().test(notification)) {
                entry.delivery().accept(notification);
            }
        }
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
        return observe(type, sender, Runnable::run, observer);
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
        boolean[] closed = new boolean[1];
        Observation close = add(
                notification -> type.isInstance(notification) && (sender == null || notification.sender() == sender),
                notification -> executor.execute(() -> {
                    if (!closed[0]) {
                        observer.accept(type.cast(notification));
                    }
                }));
        return () -> {
            closed[0] = true;
            close.close();
        };
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        return add(notification -> names.isEmpty() || names.contains(notification.name()), observer::handle);
    }

    private Observation add(Predicate<Notification> wanted, Consumer<Notification> delivery) {
        Entry entry = new Entry(wanted, delivery);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Everything posted so far, in order. */
    public List<Notification> all() {
        return List.copyOf(posted);
    }

    /** What was posted of that type, in order. */
    public <T extends Notification> List<T> of(Class<T> type) {
        return posted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Waits for a notification of that type that is wanted; one that is there already will do. */
    public <T extends Notification> T await(Class<T> type, Predicate<T> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (posted) {
            while (true) {
                for (Notification each : posted) {
                    if (type.isInstance(each) && wanted.test(type.cast(each))) {
                        return type.cast(each);
                    }
                }
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError("no such " + type.getSimpleName() + " in " + posted);
                }
                try {
                    posted.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
        }
    }

    /** The same for any of that type. */
    public <T extends Notification> T await(Class<T> type) {
        return await(type, each -> true);
    }

    /** What that object posted, by name, in order. */
    public List<String> namesBy(Object sender) {
        return posted.stream()
                .filter(notification -> notification.sender() == sender)
                .map(Notification::name)
                .toList();
    }

    /** Forgets what was posted so far. */
    public void clear() {
        posted.clear();
    }

    /** How many observations are open. */
    public int observers() {
        return entries.size();
    }
}
