/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The other end, by hand: listens on loopback, or connects. */
final class Peer implements AutoCloseable {
    static final String KEY = "00112233445566778899aabbccddeeff";
    private static final int MILLIS = 30_000;

    private final ServerSocket server;
    private Socket socket;
    private BufferedReader in;

    Peer() {
        try {
            server = new ServerSocket(0);
            server.setSoTimeout(MILLIS);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Takes the stream's connection. */
    void accept() throws IOException {
        use(server.accept());
    }

    /** Connects with the stream. */
    void connect(int port) throws IOException {
        use(new Socket("127.0.0.1", port));
    }

    private void use(Socket made) throws IOException {
        socket = made;
        socket.setSoTimeout(MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The next line of the stream, null at the end. */
    String hear() throws IOException {
        return in.readLine();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    /** Waits for what happens on other threads. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen in " + MILLIS + " ms");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (socket != null) {
            socket.close();
        }
    }
}
