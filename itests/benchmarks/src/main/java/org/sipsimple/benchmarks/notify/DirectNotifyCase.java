/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.util.List;

import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** By the notification center to observers that are called on the posting thread. */
public final class DirectNotifyCase extends NotifyCase {

    @Override
    public String name() {
        return "notify-direct";
    }

    @Override
    Poster open(List<CountingObserver> observers) {
        DefaultThreadManager threads = new DefaultThreadManager();
        DefaultNotificationCenter center = new DefaultNotificationCenter(Runnable::run, threads.scheduler());
        observers.forEach(observer -> center.observe(BenchNotification.class, observer));
        return new CenterPoster(center, threads);
    }
}
