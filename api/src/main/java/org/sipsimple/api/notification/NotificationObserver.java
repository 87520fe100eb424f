/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An observer found by the center instead of registering itself: publish it as an OSGi service, with the names it wants
 * in the service property {@value #NAMES} (see {@link SipNotification}); without that property it gets all.
 *
 * <p>Entered by one thread at a time. Spec: Developer Guide, "Integration"; seed class {@code IObserver}.
 */
@ConsumerType
@FunctionalInterface
public interface NotificationObserver {

    /** Service property: the wanted names, a {@code String}, {@code String[]} or collection of them. */
    String NAMES = "sip.notification";

    /** Takes one notification, on a thread of the center. May wait and may throw: that hurts only this observer. */
    void handle(Notification notification);
}
