/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What a {@link RecordingWaveFile} reports. */
public sealed interface RecordingWaveFileNotification extends Notification {

    @Override
    RecordingWaveFile sender();

    /** A write failed: what was recorded so far may be on the disk, the rest is lost. Posted once. */
    record DidFail(RecordingWaveFile sender, Instant timestamp, String reason)
            implements RecordingWaveFileNotification {
        @Override
        public String name() {
            return "RecordingWaveFileDidFail";
        }
    }
}
