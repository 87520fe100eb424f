/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.util.List;

import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** By the notification center as every program uses it: a queue for each observer. */
public final class QueuedNotifyCase extends NotifyCase {

    @Override
    public String name() {
        return "notify";
    }

    @Override
    Poster open(List<CountingObserver> observers) {
        DefaultThreadManager threads = new DefaultThreadManager();
        DefaultNotificationCenter center =
                new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
        observers.forEach(observer -> center.observe(BenchNotification.class, observer));
        return new CenterPoster(center, threads);
    }
}
