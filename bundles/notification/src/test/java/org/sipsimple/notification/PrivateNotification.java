/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** A notification whose type only its own package can see. */
record PrivateNotification(Object sender, Instant timestamp, String secret) implements Notification {

    @Override
    public String name() {
        return "PrivateDidHappen";
    }
}
