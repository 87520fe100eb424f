/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.time.Instant;

import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;

/** What audio streams need from the SDK; the same for all. */
record AudioParts(
        MediaFactory media,
        AudioFactory audio,
        SystemAudio places,
        Lookup lookup,
        NotificationCenter notifications,
        ThreadManager threads) {

    Instant now() {
        return threads.scheduler().now();
    }

    void post(Notification notification) {
        notifications.post(notification);
    }
}
