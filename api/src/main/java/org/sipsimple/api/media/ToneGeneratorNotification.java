/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What a {@link ToneGenerator} reports. */
public sealed interface ToneGeneratorNotification extends Notification {

    @Override
    ToneGenerator sender();

    /** All that was queued has been played. */
    record DidFinishPlaying(ToneGenerator sender, Instant timestamp) implements ToneGeneratorNotification {
        @Override
        public String name() {
            return "ToneGeneratorDidFinishPlaying";
        }
    }
}
