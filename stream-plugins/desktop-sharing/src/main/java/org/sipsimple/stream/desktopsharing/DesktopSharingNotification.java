/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What handlers report. Spec: Middleware API, {@code IDesktopSharingHandler} and the internal handlers. */
public sealed interface DesktopSharingNotification extends Notification {

    @Override
    DesktopSharingHandler sender();

    @Override
    default String name() {
        return "DesktopSharing" + getClass().getSimpleName();
    }

    /**
     * The handler cannot go on, and so cannot its stream.
     *
     * @param context what it was doing: {@code connecting}, {@code reading} or {@code sending}
     */
    record HandlerDidFail(
            DesktopSharingHandler sender, Instant timestamp, String context, Throwable failure, String reason)
            implements DesktopSharingNotification {}

    /**
     * RFB from the peer, for a viewer or server inside the program.
     *
     * @param data not to be changed
     */
    record StreamGotData(DesktopSharingHandler sender, Instant timestamp, byte[] data)
            implements DesktopSharingNotification {}
}
