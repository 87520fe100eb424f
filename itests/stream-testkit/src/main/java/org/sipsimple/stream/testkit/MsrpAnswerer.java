/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The simplest peer: takes any connection and says 200 to every request on it. Understands text only. */
final class MsrpAnswerer implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    MsrpAnswerer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port on loopback", e);
        }
        thread(this::accept);
    }

    String path() {
        return "msrp://127.0.0.1:" + server.getLocalPort() + "/answerer;tcp";
    }

    int port() {
        return server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // which is how it ends
                    }
                },
                "msrp-answerer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            sockets.add(socket);
            thread(() -> answer(socket));
        }
    }

    private void answer(Socket socket) throws IOException {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            for (String first = in.readLine(); first != null; first = in.readLine()) {
                String id = first.split(" ")[1];
                String to = "";
                String from = "";
                String line = in.readLine();
                while (line != null && !line.startsWith("-------" + id)) {
                    to = line.startsWith("To-Path: ") ? line.substring(9) : to;
                    from = line.startsWith("From-Path: ") ? line.substring(11) : from;
                    line = in.readLine();
                }
                if (first.matches("MSRP \\S+ [A-Z_]+")) {
                    String answer = "MSRP " + id + " 200 OK\r\nTo-Path: " + from + "\r\nFrom-Path: " + to
                            + "\r\n-------" + id + "$\r\n";
                    out.write(answer.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }
}
