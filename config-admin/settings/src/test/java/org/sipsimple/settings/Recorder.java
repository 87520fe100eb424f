/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;

/** A notification center that only remembers. */
public final class Recorder implements NotificationCenter {
    private final List<Notification> posted = new ArrayList<>();

    @Override
    public synchronized void post(Notification notification) {
        posted.add(notification);
    }

    /** What was posted since the last call. */
    public synchronized List<Notification> take() {
        List<Notification> taken = List.copyOf(posted);
        posted.clear();
        return taken;
    }

    /** The only one posted since the last call. */
    public <T extends Notification> T takeOnly(Class<T> type) {
        List<Notification> taken = take();
        if (taken.size() != 1) {
            throw new AssertionError("one notification expected, not " + taken);
        }
        return type.cast(taken.get(0));
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        throw new UnsupportedOperationException();
    }
}
