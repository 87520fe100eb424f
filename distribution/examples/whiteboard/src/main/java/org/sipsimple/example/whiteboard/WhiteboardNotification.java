/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.stream.MediaStream;

/** What a whiteboard reports of the peer's doings. */
public sealed interface WhiteboardNotification extends Notification {

    @Override
    MediaStream sender();

    @Override
    default String name() {
        return "Whiteboard" + getClass().getSimpleName();
    }

    /** The peer has drawn something. */
    record GotShape(MediaStream sender, Instant timestamp, Shape shape) implements WhiteboardNotification {}

    /** The peer has erased something. */
    record DidErase(MediaStream sender, Instant timestamp, String id) implements WhiteboardNotification {}
}
