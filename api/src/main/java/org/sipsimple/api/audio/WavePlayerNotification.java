/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.SipCoreException;

/** What a {@link WavePlayer} reports: DidStart and later DidEnd, or DidFail. Spec: Middleware API, {@code WavePlayer}. */
public sealed interface WavePlayerNotification extends Notification {

    @Override
    WavePlayer sender();

    @Override
    default String name() {
        return "WavePlayer" + getClass().getSimpleName();
    }

    /** The file plays, for the first time since {@link WavePlayer#start}. */
    record DidStart(WavePlayer sender, Instant timestamp) implements WavePlayerNotification {}

    /** It has played as often as asked for, or was stopped; also when it was stopped before the first play. */
    record DidEnd(WavePlayer sender, Instant timestamp) implements WavePlayerNotification {}

    /** The file cannot be played; the player is not active any more. */
    record DidFail(WavePlayer sender, Instant timestamp, SipCoreException error) implements WavePlayerNotification {}
}
