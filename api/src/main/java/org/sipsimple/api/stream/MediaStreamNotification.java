/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What every {@link MediaStream} reports. Spec: Middleware API, notifications of {@code IMediaStream}. */
public sealed interface MediaStreamNotification extends Notification {

    @Override
    MediaStream sender();

    @Override
    default String name() {
        return "MediaStream" + getClass().getSimpleName();
    }

    /** The stream can make SDP. */
    record DidInitialize(MediaStream sender, Instant timestamp) implements MediaStreamNotification {}

    /** Media flows. */
    record DidStart(MediaStream sender, Instant timestamp) implements MediaStreamNotification {}

    /** The stream could not be prepared or started, or broke; {@code end} still follows. */
    record DidFail(MediaStream sender, Instant timestamp, String reason) implements MediaStreamNotification {}

    /** {@code end} was called. */
    record WillEnd(MediaStream sender, Instant timestamp) implements MediaStreamNotification {}

    /** Everything is closed; {@code error} says why it was not by wish, empty otherwise. */
    record DidEnd(MediaStream sender, Instant timestamp, String error) implements MediaStreamNotification {}
}
