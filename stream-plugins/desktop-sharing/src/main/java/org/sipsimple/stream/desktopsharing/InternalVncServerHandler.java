/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.util.concurrent.CompletionStage;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.internal.InternalEnd;

/**
 * A VNC server inside the program: what comes is posted as {@link DesktopSharingNotification.StreamGotData}. Thread-safe.
 * Spec: Middleware API, {@code InternalVNCServerHandler}.
 */
public final class InternalVncServerHandler implements DesktopSharingHandler {
    private final InternalEnd end;

    public InternalVncServerHandler(NotificationCenter notifications, ThreadManager threads) {
        end = new InternalEnd(this, notifications, threads);
    }

    @Override
    public Type type() {
        return Type.PASSIVE;
    }

    @Override
    public void initialize(DesktopSharingStream stream) {
        end.begin(stream);
    }

    /**
     * Sends RFB to the peer.
     *
     * @param data not to be changed any more
     * @return completes when there is space for more; fails with {@link IllegalStateException} while the stream does not
     *     run
     */
    public CompletionStage<Void> send(byte[] data) {
        return end.send(data);
    }

    @Override
    public void close() {
        end.close();
    }
}
