/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What an observer wants to see. Immutable.
 *
 * @param type record or interface of the notifications
 * @param sender the one sender, or null for all
 * @param names the names, or none for all
 */
public record Interest(Class<? extends Notification> type, @Nullable Object sender, Set<String> names) {

    /** The same without the sender, for whoever must not keep that in memory. */
    Interest withoutSender() {
        return new Interest(type, null, names);
    }

    /** For the log: never shows the sender itself, whose text may hold private data. */
    @Override
    public String toString() {
        String what = names.isEmpty() ? type.getName() : String.join(", ", names);
        return sender == null ? what : what + " of one " + sender.getClass().getName();
    }
}
