/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.nio.file.Path;
import java.time.Clock;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.ConfigurationFiles;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.notification.NotificationCenter;

/** Settings of any file, for tools. */
@Component(service = SettingsFiles.class)
public final class SettingsFilesComponent implements SettingsFiles {
    private final ConfigurationFiles files;
    private final NotificationCenter notifications;

    @Activate
    public SettingsFilesComponent(@Reference ConfigurationFiles files, @Reference NotificationCenter notifications) {
        this.files = files;
        this.notifications = notifications;
    }

    @Override
    public Settings open(Path file) throws ConfigurationException {
        return new SettingsStore(files.open(file), notifications, Clock.systemUTC());
    }
}
