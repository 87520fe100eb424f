/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.NotificationObserver;

/**
 * Feeds the {@link Whiteboard} with services. Apart from the center's own component, as observers that refer to the center
 * would else make a circle.
 */
@Component(
        service = {},
        immediate = true)
public final class WhiteboardComponent {

    private final Whiteboard whiteboard;

    @Activate
    public WhiteboardComponent(@Reference NotificationCenter center) {
        whiteboard = new Whiteboard(center);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(NotificationObserver observer, Map<String, Object> properties) {
        whiteboard.add(observer, properties);
    }

    void updatedObserver(NotificationObserver observer, Map<String, Object> properties) {
        whiteboard.add(observer, properties);
    }

    void removeObserver(NotificationObserver observer, Map<String, Object> properties) {
        whiteboard.remove(properties);
    }

    @Deactivate
    void close() {
        whiteboard.close();
    }
}
