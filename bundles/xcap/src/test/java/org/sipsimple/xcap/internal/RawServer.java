/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.sipsimple.api.configuration.XcapRoot;

/**
 * Writes what no HTTP library would: each connection gets the same bytes once its request's head, or the start
 * of a TLS handshake, is there.
 */
final class RawServer implements AutoCloseable {
    private static final String TLS_HANDSHAKE = "\u0016";

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final byte[] answer;
    private final boolean closes;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /** @param closes whether it ends the connection behind the answer, or says nothing more */
    RawServer(String answer, boolean closes) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        this.closes = closes;
        Thread thread = new Thread(this::run, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    XcapRoot root() {
        return root("http");
    }

    XcapRoot root(String scheme) {
        return XcapRoot.parse(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/root");
    }

    /** Completes when a request has come. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** Completes when the client has ended a connection. */
    CompletableFuture<Void> left() {
        return left;
    }

    private void run() {
        while (end.getCount() > 0) {
            try (Socket socket = listener.accept()) {
                serve(socket);
            } catch (IOException e) {
                // the client has gone, or the test is over
                left.complete(null);
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.indexOf(TLS_HANDSHAKE) != 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        asked.complete(null);
        socket.getOutputStream().write(answer);
        socket.getOutputStream().flush();
        if (!closes) {
            while (in.read() >= 0) {
                // whatever comes
            }
            left.complete(null);
        }
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
    }
}
