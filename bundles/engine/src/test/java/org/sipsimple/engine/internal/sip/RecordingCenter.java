/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;

/** Keeps what is posted; has no observers. */
final class RecordingCenter implements NotificationCenter {
    final List<Notification> posted = new CopyOnWriteArrayList<>();

    /** All of one type, in order. */
    <T> List<T> of(Class<T> type) {
        return posted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The latest of one type. */
    <T> T last(Class<T> type) {
        List<T> all = of(type);
        return all.get(all.size() - 1);
    }

    List<String> names() {
        return posted.stream().map(Notification::name).toList();
    }

    @Override
    public void post(Notification notification) {
        posted.add(notification);
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
        throw new UnsupportedOperationException("tests look at what was posted");
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
        throw new UnsupportedOperationException("tests look at what was posted");
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        throw new UnsupportedOperationException("tests look at what was posted");
    }
}
