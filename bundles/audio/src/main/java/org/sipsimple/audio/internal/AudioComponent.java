/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;

/** Publishes the audio middleware. */
@Component(service = {AudioFactory.class, SystemAudio.class})
public final class AudioComponent extends DefaultAudio {

    @Activate
    public AudioComponent(
            @Reference MediaFactory media,
            @Reference AudioMixers mixers,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        super(media, mixers, notifications, threads);
    }

    @Deactivate
    @Override
    public void close() {
        super.close();
    }
}
