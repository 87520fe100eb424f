/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import java.time.Instant;

/**
 * A fact that has happened, posted to the {@link NotificationCenter}. Implementations are immutable records; each
 * subject has one sealed interface with nested records, for example {@code SessionNotification.DidStart}.
 *
 * <p>Thread-safe. Spec: Developer Guide, "Notifications"; seed class {@code NotificationData}.
 */
public interface Notification {

    /** The object this is about, or the one that posted it. */
    Object sender();

    /** When it happened, by the poster's clock. */
    Instant timestamp();

    /** The name the seeds give it, for example {@code SIPSessionDidStart}; also the tail of its EventAdmin topic. */
    String name();
}
