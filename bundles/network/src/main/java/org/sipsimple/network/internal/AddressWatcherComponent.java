/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.network.internal;

import java.net.InetAddress;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.network.AddressWatcher;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.network.AddressSource;
import org.sipsimple.network.PollingAddressWatcher;

/** The watcher as a service. Immediate: who only observes its notifications has no reference to it. */
@Component(service = AddressWatcher.class, immediate = true)
public final class AddressWatcherComponent implements AddressWatcher {
    private final PollingAddressWatcher watcher;

    @Activate
    public AddressWatcherComponent(@Reference NotificationCenter notifications, @Reference ThreadManager threads) {
        watcher = new PollingAddressWatcher(
                AddressSource.ofInterfaces(), PollingAddressWatcher.DEFAULT_PERIOD, notifications, threads);
    }

    @Deactivate
    void close() {
        watcher.close();
    }

    @Override
    public Set<InetAddress> addresses() {
        return watcher.addresses();
    }
}
