/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The limit: a plain list of listeners, called one after the other on the posting thread. */
public final class ListNotifyCase extends NotifyCase {

    @Override
    public String name() {
        return "notify-list";
    }

    @Override
    Poster open(List<CountingObserver> observers) {
        List<Consumer<BenchNotification>> listeners = new CopyOnWriteArrayList<>(observers);
        return new Poster() {
            @Override
            public void accept(BenchNotification notification) {
                for (Consumer<BenchNotification> listener : listeners) {
                    listener.accept(notification);
                }
            }

            @Override
            public void close() {
                listeners.clear();
            }
        };
    }
}
