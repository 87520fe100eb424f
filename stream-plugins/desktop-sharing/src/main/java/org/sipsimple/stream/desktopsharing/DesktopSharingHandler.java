/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The viewer or server at one end of a {@link DesktopSharingStream}, or the way to it. One handler serves one stream. Posts
 * {@link DesktopSharingNotification.HandlerDidFail} when it cannot go on. Spec: Middleware API, {@code
 * IDesktopSharingHandler}.
 */
@ConsumerType
public interface DesktopSharingHandler {

    /** What the end is; {@link #ACTIVE} and {@link #PASSIVE} stand for it in {@code a=rfbsetup}. */
    enum Type {
        /** A viewer. */
        ACTIVE,
        /** A server. */
        PASSIVE
    }

    Type type();

    /**
     * The stream has started: from now on bytes can be taken from its incoming queue and put into its outgoing queue. Must
     * not wait.
     */
    void initialize(DesktopSharingStream stream);

    /** The stream is over, or never began; once the queues are closed. Frees everything; further calls do nothing. */
    void close();
}
