/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A peer that writes what a test tells it, MSRP or not. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    final Socket socket;

    RawPeer(int port) throws IOException {
        this(new Socket(Pair.LOOPBACK, port));
    }

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE);
    }

    static RawPeer accept(ServerSocket server) throws IOException {
        server.setSoTimeout(PATIENCE);
        return new RawPeer(server.accept());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads up to the end of the next chunk that has no body. */
    String readChunk() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        int lines = 0;
        while (true) {
            int c = in.read();
            if (c < 0) {
                return text.toString();
            }
            text.append((char) c);
            if (c == '\n') {
                int previous = text.lastIndexOf("\n", text.length() - 2) + 1;
                if (lines++ > 0 && text.substring(previous).startsWith("-------")) {
                    return text.toString();
                }
            }
        }
    }

    /** Reads all until the other side closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
