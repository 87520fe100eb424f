/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.trace.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.trace.ProtocolTracer;

/** Traces while the bundle is there. */
@Component(
        service = {},
        immediate = true)
public final class TracerComponent {
    private final ProtocolTracer tracer;

    @Activate
    public TracerComponent(
            @Reference Settings settings,
            @Reference Engine engine,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        tracer = new ProtocolTracer(settings, engine, notifications, threads);
    }

    @Deactivate
    void close() {
        tracer.close();
    }
}
