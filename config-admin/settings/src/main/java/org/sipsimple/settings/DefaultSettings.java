/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings;

import java.time.Clock;

import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.settings.internal.SettingsStore;

/** Opens settings in programs that run without OSGi, and those of any other file than the application's own. */
public final class DefaultSettings {
    private DefaultSettings() {}

    /**
     * Settings kept by that backend; their changes are posted to {@code notifications}.
     *
     * @throws ConfigurationBackendException when the backend cannot load
     */
    public static Settings open(ConfigurationBackend backend, NotificationCenter notifications, Clock clock)
            throws ConfigurationBackendException {
        return new SettingsStore(backend, notifications, clock);
    }
}
