/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** A subject as the SDK's own are: a sealed interface with nested records. Public for the EventAdmin bridge. */
public sealed interface CallNotification extends Notification {

    Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    @Override
    default Instant timestamp() {
        return NOON;
    }

    /** One whose type other packages can't see. */
    static Notification unseen(Object sender, String secret) {
        return new PrivateNotification(sender, NOON, secret);
    }

    record WillStart(Object sender, int number) implements CallNotification {
        @Override
        public String name() {
            return "CallWillStart";
        }
    }

    record DidStart(Object sender, int number) implements CallNotification {
        @Override
        public String name() {
            return "CallDidStart";
        }
    }
}
