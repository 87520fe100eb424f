/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** Owns a center and its threads. */
record CenterPoster(DefaultNotificationCenter center, DefaultThreadManager threads) implements NotifyCase.Poster {

    @Override
    public void accept(BenchNotification notification) {
        center.post(notification);
    }

    @Override
    public void close() {
        center.close();
        threads.close();
    }
}
