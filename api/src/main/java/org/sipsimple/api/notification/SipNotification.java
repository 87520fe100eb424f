/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Gives a {@link NotificationObserver} component the service property {@value NotificationObserver#NAMES}:
 *
 * <pre>{@code
 * @Component(service = NotificationObserver.class)
 * @SipNotification({"SIPSessionDidStart", "SIPSessionDidEnd"})
 * public final class CallLog implements NotificationObserver { ... }
 * }</pre>
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SipNotification {

    /** The names of the wanted notifications. */
    String[] value();
}
