/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What a {@link WaveFile} reports. */
public sealed interface WaveFileNotification extends Notification {

    @Override
    WaveFile sender();

    /** The last sample has been played. */
    record DidFinishPlaying(WaveFile sender, Instant timestamp) implements WaveFileNotification {
        @Override
        public String name() {
            return "WaveFileDidFinishPlaying";
        }
    }
}
