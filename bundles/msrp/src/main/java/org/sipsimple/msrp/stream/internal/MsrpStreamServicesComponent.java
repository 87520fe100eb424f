/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.stream.MsrpStreamServices;

/**
 * The I/O threads of MSRP as a service. Immediate, so that it does not go with the last plugin that uses it: streams that run
 * go on when their plugin is uninstalled.
 */
@Component(service = MsrpStreamServices.class, immediate = true)
public final class MsrpStreamServicesComponent extends MsrpStreamServices {

    /** @throws IOException when the system has no resources for the I/O threads */
    @Activate
    public MsrpStreamServicesComponent(
            @Reference NotificationCenter notifications, @Reference ThreadManager threads, @Reference Lookup lookup)
            throws IOException {
        super(new MsrpStack(threads.scheduler()), notifications, threads, lookup);
    }

    @Deactivate
    void close() {
        stack().close();
    }
}
