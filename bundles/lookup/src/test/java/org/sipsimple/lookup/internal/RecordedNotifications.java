/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;

/** Keeps what is posted. */
final class RecordedNotifications implements NotificationCenter {
    private final List<Notification> posted = new CopyOnWriteArrayList<>();

    <T extends Notification> List<T> of(Class<T> type) {
        return posted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> names() {
        return posted.stream().map(Notification::name).toList();
    }

    void clear() {
        posted.clear();
    }

    @Override
    public void post(Notification notification) {
        posted.add(notification);
    }

    @Override
    public <T extends Notification> Observation observe(Class<T> type, Object sender, Consumer<? super T> observer) {
        throw new UnsupportedOperationException("a lookup only posts");
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, Object sender, Executor executor, Consumer<? super T> observer) {
        throw new UnsupportedOperationException("a lookup only posts");
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        throw new UnsupportedOperationException("a lookup only posts");
    }
}
