/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import org.sipsimple.api.lookup.Lookup;
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

    /** Dynamic, so that a lookup bundle may come and go without ending calls. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setLookup(Lookup lookup) {
        useLookup(lookup);
    }

    void unsetLookup(Lookup lookup) {
        useLookup(null);
    }

    @Deactivate
    void deactivate() {
        close();
    }
}
