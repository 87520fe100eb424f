/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.Ringtones;
import org.sipsimple.audio.SoundSettings;

/** Uses the sound devices and the ringtones of the settings while there are settings; calls work without, too. */
@Component(
        service = {},
        immediate = true)
public final class SettingsComponent {
    private final AudioMixers mixers;
    private final AudioFactory audio;
    private final SystemAudio places;
    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private final Map<Settings, Followers> followers = new ConcurrentHashMap<>();

    private record Followers(SoundSettings devices, Ringtones ringtones) {
        void close() {
            ringtones.close();
            devices.close();
        }
    }

    @Activate
    public SettingsComponent(
            @Reference AudioMixers mixers,
            @Reference AudioFactory audio,
            @Reference SystemAudio places,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        this.mixers = mixers;
        this.audio = audio;
        this.places = places;
        this.notifications = notifications;
        this.threads = threads;
    }

    @Reference(service = Settings.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addSettings(Settings settings) {
        followers.put(
                settings,
                new Followers(
                        new SoundSettings(settings, mixers, notifications, threads),
                        new Ringtones(settings, audio, places, notifications, threads)));
    }

    public void removeSettings(Settings settings) {
        Followers gone = followers.remove(settings);
        if (gone != null) {
            gone.close();
        }
    }
}
