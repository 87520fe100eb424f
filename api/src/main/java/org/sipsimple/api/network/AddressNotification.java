/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.network;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;

import org.sipsimple.api.notification.Notification;

/** What an {@link AddressWatcher} reports. */
public sealed interface AddressNotification extends Notification {

    @Override
    AddressWatcher sender();

    /**
     * The host's addresses have changed and have stood still since: what comes and goes while an interface is being set
     * up is told once, when it is over. Nothing is told when they change back in that time.
     *
     * @param added those that are new
     * @param removed those that are gone
     */
    record DidChange(AddressWatcher sender, Instant timestamp, Set<InetAddress> added, Set<InetAddress> removed)
            implements AddressNotification {
        public DidChange {
            added = Set.copyOf(added);
            removed = Set.copyOf(removed);
        }

        @Override
        public String name() {
            return "SystemAddressesDidChange";
        }
    }
}
