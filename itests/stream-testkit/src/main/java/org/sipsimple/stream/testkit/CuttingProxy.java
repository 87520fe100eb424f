/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A network that breaks: passes on one connection until so many bytes came from the one who connected or his peer. */
public final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final int target;
    private final long limit;
    private final AtomicLong passed = new AtomicLong();
    private volatile Socket near;
    private volatile Socket far;

    /**
     * @param target port on loopback that it leads to
     * @param limit bytes, both directions together, after which it breaks with a reset; negative for never
     */
    public CuttingProxy(int target, long limit) throws IOException {
        this.target = target;
        this.limit = limit;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Bytes it has passed on. */
    public long passed() {
        return passed.get();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException broken) {
                        cut();
                    }
                },
                "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        near = server.accept();
        far = new Socket(InetAddress.getLoopbackAddress(), target);
        Socket one = near;
        Socket other = far;
        thread(() -> pass(one, other));
        thread(() -> pass(other, one));
    }

    private void pass(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            long sum = passed.addAndGet(count);
            if (limit >= 0 && sum >= limit) {
                cut();
                return;
            }
        }
        to.shutdownOutput();
    }

    private void cut() {
        for (Socket socket : new Socket[] {near, far}) {
            try {
                if (socket != null) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            } catch (IOException gone) {
                // gone already
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket does not close", e);
        } finally {
            cut();
        }
    }
}
