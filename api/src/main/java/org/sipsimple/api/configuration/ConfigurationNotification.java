/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/**
 * What settings tell, whoever has changed them: {@code save}, ConfigAdmin, or an edited file. The sender is the
 * {@link SettingsObject}. Keys of {@code modified} are dotted paths. Spec: Developer Guide, "SettingsObject",
 * "Notifications".
 */
public sealed interface ConfigurationNotification extends Notification {

    /** Settings have changed; {@code modified} is never empty. */
    record SettingsObjectDidChange(Object sender, Instant timestamp, Map<String, ModifiedValue> modified)
            implements ConfigurationNotification {
        public SettingsObjectDidChange {
            modified = Map.copyOf(modified);
        }

        @Override
        public String name() {
            return "CFGSettingsObjectDidChange";
        }
    }

    /** An account has a new id. */
    record SettingsObjectDidChangeId(Object sender, Instant timestamp, String oldId, String newId)
            implements ConfigurationNotification {
        @Override
        public String name() {
            return "CFGSettingsObjectDidChangeID";
        }
    }

    /** An account was added, by any of the ways a setting is changed. */
    record SettingsObjectWasCreated(Object sender, Instant timestamp) implements ConfigurationNotification {
        @Override
        public String name() {
            return "CFGSettingsObjectWasCreated";
        }
    }

    /** An account was removed, by any of the ways a setting is changed. */
    record SettingsObjectWasDeleted(Object sender, Instant timestamp) implements ConfigurationNotification {
        @Override
        public String name() {
            return "CFGSettingsObjectWasDeleted";
        }
    }

    /** What was asked of the manager when it failed. */
    enum Operation {
        SAVE,
        DELETE
    }

    /**
     * Settings could not be stored.
     *
     * @param modified what would have changed; null when the object was never stored before
     */
    record ManagerSaveFailed(
            Object sender,
            Instant timestamp,
            @Nullable Map<String, ModifiedValue> modified,
            Operation operation,
            Exception exception)
            implements ConfigurationNotification {
        public ManagerSaveFailed {
            modified = modified == null ? null : Map.copyOf(modified);
        }

        @Override
        public String name() {
            return "CFGManagerSaveFailed";
        }
    }
}
