/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The TCP connection of a board: made by either end, then lines both ways. Reading, connecting and writing wait on
 * threads of the executors given; the methods return at once. Thread-safe.
 */
final class BoardConnection implements AutoCloseable {
    /** How long a stranger may keep silent. */
    private static final int HELLO_MILLIS = 5_000;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int MAX_LINE = 64 * 1024;

    /** So many lines may wait for a peer that does not read. */
    private static final int MAX_WAITING = 10_000;

    /** Who is told, on any thread. */
    interface Listener {
        /** The peer is there. */
        void connected();

        /** @param line without its end */
        void received(String line);

        /** The connection ended or never came to be; told once. {@code problem} is empty when the peer closed it. */
        void closed(String problem);
    }

    private final Executor waiting;
    private final Executor writing;
    private final Listener listener;
    private final ServerSocket server;
    private final AtomicInteger unsent = new AtomicInteger();
    private @Nullable Socket socket;
    private boolean over;

    /**
     * Listens, so that there is a port to tell the peer.
     *
     * @param waiting where each task may wait as long as it likes
     * @param writing runs one task at a time, in order
     */
    BoardConnection(Executor waiting, Executor writing, Listener listener) throws IOException {
        this.waiting = waiting;
        this.writing = writing;
        this.listener = listener;
        this.server = new ServerSocket(0, 4);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Becomes the active end: connects and says the peer's key. */
    void connect(InetSocketAddress peer, String key) {
        waiting.execute(() -> {
            try {
                Socket made = new Socket();
                if (!take(made)) {
                    return;
                }
                made.connect(peer, CONNECT_MILLIS);
                send(new BoardLine.Hello(key).print());
                serve(new BufferedInputStream(made.getInputStream()));
            } catch (IOException | IllegalArgumentException failed) {
                finish("cannot connect with " + peer + ": " + failed.getMessage());
            }
        });
    }

    /** Becomes the passive end: waits for somebody who says our key; others are sent away. */
    void accept(String key) {
        waiting.execute(() -> {
            try {
                while (!server.isClosed()) {
                    Socket candidate = server.accept();
                    waiting.execute(() -> admit(candidate, key));
                }
            } catch (IOException closed) {
                // the peer is there, or the stream has ended
            }
        });
    }

    private void admit(Socket candidate, String key) {
        try {
            candidate.setSoTimeout(HELLO_MILLIS);
            InputStream in = new BufferedInputStream(candidate.getInputStream());
            if (new BoardLine.Hello(key).print().equals(readLine(in)) && take(candidate)) {
                candidate.setSoTimeout(0);
                serve(in);
            } else {
                candidate.close();
            }
        } catch (IOException stranger) {
            close(candidate);
        }
    }

    /** @return false when there is a connection already or none is wanted any more; then the socket is closed */
    private synchronized boolean take(Socket made) {
        if (over || socket != null) {
            close(made);
            return false;
        }
        socket = made;
        close(server);
        return true;
    }

    private void serve(InputStream in) {
        listener.connected();
        try {
            while (true) {
                listener.received(readLine(in));
            }
        } catch (EOFException end) {
            finish("");
        } catch (IOException broken) {
            finish("the connection broke: " + broken.getMessage());
        }
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line has more than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Sends a line; nothing when there is no connection. */
    void send(String line) {
        Socket target = current();
        if (target == null) {
            return;
        }
        if (unsent.incrementAndGet() > MAX_WAITING) {
            finish("the peer does not read");
            return;
        }
        writing.execute(() -> {
            try {
                target.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException broken) {
                finish("the connection broke: " + broken.getMessage());
            } finally {
                unsent.decrementAndGet();
            }
        });
    }

    private synchronized @Nullable Socket current() {
        return socket;
    }

    private void finish(String problem) {
        boolean first;
        synchronized (this) {
            first = !over;
        }
        close();
        if (first) {
            listener.closed(problem);
        }
    }

    /** Sends what waits, says that this is the end, and closes. */
    void finishWriting() {
        send(new BoardLine.Bye().print());
        writing.execute(this::close);
    }

    /** Closes at once; the listener is told nothing. */
    @Override
    public synchronized void close() {
        over = true;
        close(server);
        if (socket != null) {
            close(socket);
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyGone) {
            // nothing can be done about it, and nothing has to be
        }
    }
}
