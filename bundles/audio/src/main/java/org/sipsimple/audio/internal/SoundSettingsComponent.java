/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.SoundSettings;

/** Applies the sound devices of the settings wherever there are settings. */
@Component(
        service = {},
        immediate = true)
public final class SoundSettingsComponent extends SoundSettings {

    @Activate
    public SoundSettingsComponent(
            @Reference Settings settings,
            @Reference AudioMixers mixers,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        super(settings, mixers, notifications, threads);
    }

    @Deactivate
    @Override
    public void close() {
        super.close();
    }
}
