/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.notification.internal.Channel;
import org.sipsimple.notification.internal.Interest;
import org.sipsimple.notification.internal.ObserverIndex;
import org.sipsimple.notification.internal.SlowWatch;
import org.sipsimple.notification.internal.Subscription;

/**
 * The notification center of a program or of a framework.
 *
 * <pre>{@code
 * DefaultThreadManager threads = new DefaultThreadManager();
 * NotificationCenter center = new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
 * }</pre>
 *
 * <p>Thread-safe; posting takes no lock.
 */
public final class DefaultNotificationCenter implements NotificationCenter, AutoCloseable {

    private final Executor threads;
    private final ObserverIndex index = new ObserverIndex();
    private final SlowWatch watch;

    /**
     * @param threads delivers to observers that bring no executor. It must not let a task wait for others to end, or one
     *     slow observer delays the rest
     * @param scheduler wakes the watch over slow observers, once a second while there is something to deliver
     */
    public DefaultNotificationCenter(Executor threads, Scheduler scheduler) {
        this.threads = threads;
        this.watch = new SlowWatch(scheduler, index);
    }

    @Override
    public void post(Notification notification) {
        for (Channel channel : index.unbound()) {
            channel.post(notification);
        }
        for (Channel channel : index.boundTo(notification.sender())) {
            channel.post(notification);
        }
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
        return observe(type, sender, threads, observer);
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
        // safe: a channel takes instances of its type only
        @SuppressWarnings("unchecked")
        Consumer<Notification> consumer = (Consumer<Notification>) observer;
        return add(observer, new Interest(type, sender, Set.of()), executor, consumer);
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        Interest interest = new Interest(Notification.class, null, Set.copyOf(names));
        return add(observer, interest, threads, observer::handle);
    }

    private Observation add(Object observer, Interest interest, Executor executor, Consumer<Notification> consumer) {
        Subscription.Target target = new Subscription.Target(interest.sender(), executor, consumer);
        Subscription subscription = new Subscription(observer, interest, target, index, watch);
        index.add(subscription, interest);
        return subscription;
    }

    /**
     * Closes all observations. Later posts reach nobody, and observing throws {@link IllegalStateException}. Closing
     * again does nothing.
     */
    @Override
    public void close() {
        index.close().forEach(Subscription::close);
    }
}
