/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;

/**
 * Switches the {@link EventAdminBridge} on while there is a configuration {@value #PID}, whatever it holds. Off without
 * one, as EventAdmin is many times slower than the center.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = EventAdminBridgeComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EventAdminBridgeComponent {

    static final String PID = "org.sipsimple.notification.eventadmin";

    private final Observation observation;

    @Activate
    public EventAdminBridgeComponent(@Reference NotificationCenter center, @Reference EventAdmin events) {
        observation = center.observe(Set.of(), new EventAdminBridge(events));
    }

    @Deactivate
    void close() {
        observation.close();
    }
}
