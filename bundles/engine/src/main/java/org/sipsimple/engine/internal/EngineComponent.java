/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.engine.DefaultEngine;

/** Publishes the engine, stopped; whoever runs the application starts it. It is stopped when the bundle goes. */
@Component(service = {Engine.class, DefaultEngine.class})
@Capability(namespace = "osgi.implementation", name = "org.sipsimple.engine", version = "1.0.0")
public final class EngineComponent extends DefaultEngine {

    @Activate
    public EngineComponent(@Reference NotificationCenter notifications, @Reference ThreadManager threads) {
        super(notifications, threads);
    }

    @Deactivate
    void deactivate() {
        close();
    }
}
