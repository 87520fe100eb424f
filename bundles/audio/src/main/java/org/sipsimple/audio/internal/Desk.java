/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.lang.ref.Cleaner;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.Scheduler;

/**
 * What the parts of the middleware have in common.
 *
 * @param waiting runs what may wait for the engine
 */
record Desk(
        MediaFactory media,
        NotificationCenter notifications,
        Scheduler scheduler,
        Executor waiting,
        ActivePorts active,
        Cleaner cleaner) {

    Instant now() {
        return scheduler.now();
    }

    void post(Notification notification) {
        notifications.post(notification);
    }

    /** For a port that only produces. */
    void postProducer(AudioPort sender, Optional<Integer> old, Optional<Integer> current) {
        if (!old.equals(current)) {
            post(new AudioPortNotification.DidChangeSlots(
                    sender, now(), old, current, Optional.empty(), Optional.empty()));
        }
    }

    /** For a port that only consumes. */
    void postConsumer(AudioPort sender, Optional<Integer> old, Optional<Integer> current) {
        if (!old.equals(current)) {
            post(new AudioPortNotification.DidChangeSlots(
                    sender, now(), Optional.empty(), Optional.empty(), old, current));
        }
    }
}
