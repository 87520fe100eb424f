/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.notification.DefaultNotificationCenter;

/** Publishes one {@link DefaultNotificationCenter} as the notification center of the framework. */
@Component(service = NotificationCenter.class)
public final class NotificationCenterComponent implements NotificationCenter {

    private final DefaultNotificationCenter center;

    @Activate
    public NotificationCenterComponent(@Reference ThreadManager threads) {
        center = new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    }

    @Override
    public void post(Notification notification) {
        center.post(notification);
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Consumer<? super T> observer) {
        return center.observe(type, sender, observer);
    }

    @Override
    public <T extends Notification> Observation observe(
            Class<T> type, @Nullable Object sender, Executor executor, Consumer<? super T> observer) {
        return center.observe(type, sender, executor, observer);
    }

    @Override
    public Observation observe(Set<String> names, NotificationObserver observer) {
        return center.observe(names, observer);
    }

    @Deactivate
    void close() {
        center.close();
    }
}
