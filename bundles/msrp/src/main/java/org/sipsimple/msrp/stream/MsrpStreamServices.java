/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.msrp.MsrpStack;

/**
 * What all MSRP streams of a program share; in OSGi a service. Thread-safe. The stack belongs to whoever made it.
 *
 * <p>Without OSGi put one into the {@code StreamServices} of the assembly, under this class.
 */
public class MsrpStreamServices {
    private final MsrpStack stack;
    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private final Lookup lookup;

    /** @param lookup finds the relays of domains */
    public MsrpStreamServices(MsrpStack stack, NotificationCenter notifications, ThreadManager threads, Lookup lookup) {
        this.stack = stack;
        this.notifications = notifications;
        this.threads = threads;
        this.lookup = lookup;
    }

    public final MsrpStack stack() {
        return stack;
    }

    public final NotificationCenter notifications() {
        return notifications;
    }

    public final ThreadManager threads() {
        return threads;
    }

    public final Lookup lookup() {
        return lookup;
    }
}
