/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.internal.ExternalEnd;

/**
 * A VNC viewer outside the program, which connects to {@link #address}, once. Thread-safe. Spec: Middleware API, {@code
 * ExternalVNCViewerHandler}.
 */
public final class ExternalVncViewerHandler implements DesktopSharingHandler {
    /** How long the viewer may take to connect once the stream has started. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final ServerSocket server;
    private final ExternalEnd end;

    /** Listens on any port of the loopback address. */
    public ExternalVncViewerHandler(NotificationCenter notifications, ThreadManager threads) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONNECT_TIMEOUT, notifications, threads);
    }

    /**
     * Listens.
     *
     * @param address port 0 means any
     * @param connectTimeout how long the viewer may take once the stream has started
     * @throws IOException when it cannot listen there
     */
    public ExternalVncViewerHandler(
            InetSocketAddress address, Duration connectTimeout, NotificationCenter notifications, ThreadManager threads)
            throws IOException {
        server = new ServerSocket();
        try {
            server.bind(address, 1);
            server.setSoTimeout((int) connectTimeout.toMillis());
        } catch (IOException e) {
            server.close();
            throw e;
        }
        end = new ExternalEnd(this, this::accept, notifications, threads);
    }

    private Socket accept() throws IOException {
        try (server) {
            return server.accept();
        }
    }

    /** Where the viewer has to connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public Type type() {
        return Type.ACTIVE;
    }

    @Override
    public void initialize(DesktopSharingStream stream) {
        end.begin(stream);
    }

    @Override
    public void close() {
        end.close(server);
    }
}
