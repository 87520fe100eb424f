/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationObserver;

/**
 * Repeats notifications as events: topic {@code org/sipsimple/} and the notification's name, properties {@code sender},
 * {@code timestamp} (milliseconds since 1970, as EventAdmin has it), {@code notification} and the components of a public
 * record. Sends on the thread of the center and waits for the handlers, so slow ones show up as a slow observer.
 */
public final class EventAdminBridge implements NotificationObserver {

    private static final String TOPIC_PREFIX = "org/sipsimple/";

    private final EventAdmin events;

    public EventAdminBridge(EventAdmin events) {
        this.events = events;
    }

    @Override
    public void handle(Notification notification) {
        Map<String, Object> properties = new HashMap<>();
        for (RecordComponent component : components(notification)) {
            addTo(properties, notification, component);
        }
        properties.put("sender", notification.sender());
        properties.put(EventConstants.TIMESTAMP, notification.timestamp().toEpochMilli());
        properties.put("notification", notification);
        events.sendEvent(new Event(TOPIC_PREFIX + notification.name(), properties));
    }

    private static RecordComponent[] components(Notification notification) {
        RecordComponent[] components = notification.getClass().getRecordComponents();
        return components == null ? new RecordComponent[0] : components;
    }

    private static void addTo(Map<String, Object> properties, Notification notification, RecordComponent component) {
        if (!component.getAccessor().canAccess(notification)) {
            return;
        }
        try {
            Object value = component.getAccessor().invoke(notification);
            if (value != null) {
                properties.put(component.getName(), value);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of " + notification.name(), e);
        }
    }
}
