/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.Ringtones;

/** Rings wherever there are settings that say with what. */
@Component(
        service = {},
        immediate = true)
public final class RingtonesComponent extends Ringtones {

    @Activate
    public RingtonesComponent(
            @Reference Settings settings,
            @Reference AudioFactory audio,
            @Reference SystemAudio places,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        super(settings, audio, places, notifications, threads);
    }

    @Deactivate
    @Override
    public void close() {
        super.close();
    }
}
