/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler;
import org.sipsimple.stream.desktopsharing.DesktopSharingNotification.HandlerDidFail;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;

/**
 * What viewers and servers outside the program have in common: a socket, and two threads that copy between it and the
 * stream's queues. Thread-safe.
 */
public final class ExternalEnd {
    private static final Logger LOG = System.getLogger(ExternalEnd.class.getName());
    /** Each read becomes one message, which other clients expect to be no larger. */
    private static final int READ = 2048;

    /** How the socket is had. */
    public interface Opener {
        Socket open() throws IOException;
    }

    private final DesktopSharingHandler handler;
    private final Opener opener;
    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private @Nullable Socket socket;
    private boolean closed;
    private boolean failed;

    public ExternalEnd(
            DesktopSharingHandler handler, Opener opener, NotificationCenter notifications, ThreadManager threads) {
        this.handler = handler;
        this.opener = opener;
        this.notifications = notifications;
        this.threads = threads;
    }

    /** Opens the socket and copies until one side ends. */
    public void begin(DesktopSharingStream stream) {
        threads.blocking().execute(() -> {
            try {
                Socket opened = opener.open();
                opened.setTcpNoDelay(true);
                synchronized (this) {
                    if (closed) {
                        opened.close();
                        return;
                    }
                    socket = opened;
                }
                threads.blocking().execute(() -> send(stream, opened));
                read(stream, opened);
            } catch (IOException e) {
                fail("connecting", e);
            }
        });
    }

    private void read(DesktopSharingStream stream, Socket from) {
        byte[] buffer = new byte[READ];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!stream.outgoingQueue().put(Arrays.copyOf(buffer, count))) {
                    return;
                }
            }
            fail("reading", new IOException("the VNC program closed the connection"));
        } catch (IOException e) {
            fail("reading", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(DesktopSharingStream stream, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (byte[] data = stream.incomingQueue().take();
                    data != null;
                    data = stream.incomingQueue().take()) {
                out.write(data);
            }
        } catch (IOException e) {
            fail("sending", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once, and not when the end is wanted. */
    private void fail(String context, IOException failure) {
        synchronized (this) {
            if (closed || failed) {
                return;
            }
            failed = true;
        }
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        notifications.post(new HandlerDidFail(handler, threads.scheduler().now(), context, failure, reason));
    }

    /** @param listening closed too, so that nobody waits for a connection any more; may be null */
    public void close(@Nullable Closeable listening) {
        Socket opened;
        synchronized (this) {
            closed = true;
            opened = socket;
        }
        for (Closeable each : new Closeable[] {listening, opened}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "a VNC connection does not close: " + e.getMessage());
            }
        }
    }
}
