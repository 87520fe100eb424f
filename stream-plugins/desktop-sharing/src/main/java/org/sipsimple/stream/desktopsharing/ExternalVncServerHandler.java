/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.internal.ExternalEnd;

/**
 * A VNC server outside the program, to which it connects when the stream starts. Thread-safe. Spec: Middleware API, {@code
 * ExternalVNCServerHandler}.
 */
public final class ExternalVncServerHandler implements DesktopSharingHandler {
    /** How long connecting may take. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final InetSocketAddress address;
    private final Duration connectTimeout;
    private final ExternalEnd end;

    /** @param address of the server, usually {@code localhost:5900} */
    public ExternalVncServerHandler(
            InetSocketAddress address, NotificationCenter notifications, ThreadManager threads) {
        this(address, CONNECT_TIMEOUT, notifications, threads);
    }

    public ExternalVncServerHandler(
            InetSocketAddress address,
            Duration connectTimeout,
            NotificationCenter notifications,
            ThreadManager threads) {
        this.address = address;
        this.connectTimeout = connectTimeout;
        end = new ExternalEnd(this, this::connect, notifications, threads);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, (int) connectTimeout.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Where the server is. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Type type() {
        return Type.PASSIVE;
    }

    @Override
    public void initialize(DesktopSharingStream stream) {
        end.begin(stream);
    }

    @Override
    public void close() {
        end.close(null);
    }
}
