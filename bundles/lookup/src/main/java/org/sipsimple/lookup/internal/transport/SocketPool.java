/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A few sockets for each nameserver, taken at random and replaced after some hundred queries: nearly as hard to forge as a
 * new port for each query, at a fraction of its cost. Sockets that nobody used for a while are closed. DNS thread only.
 */
final class SocketPool {
    private static final int SOCKETS_PER_SERVER = 8;
    private static final int QUERIES_PER_SOCKET = 400;
    private static final long IDLE_NANOS = 10_000_000_000L;

    private final Selector selector;
    private final RandomIds random;
    private final Map<InetSocketAddress, @Nullable UdpSocket[]> current = new HashMap<>();
    private final List<UdpSocket> retired = new ArrayList<>();

    SocketPool(Selector selector, RandomIds random) {
        this.selector = selector;
        this.random = random;
    }

    UdpSocket take(InetSocketAddress server) throws IOException {
        @Nullable UdpSocket[] sockets = current.computeIfAbsent(server, any -> new UdpSocket[SOCKETS_PER_SERVER]);
        int index = random.next() % SOCKETS_PER_SERVER;
        UdpSocket socket = sockets[index];
        if (socket != null && socket.uses() >= QUERIES_PER_SOCKET) {
            sockets[index] = null;
            retire(socket);
            socket = null;
        }
        if (socket == null) {
            socket = new UdpSocket(server, selector);
            sockets[index] = socket;
        }
        return socket;
    }

    private void retire(UdpSocket socket) throws IOException {
        if (socket.idle()) {
            socket.close();
        } else {
            retired.add(socket);
        }
    }

    boolean isEmpty() {
        return current.isEmpty() && retired.isEmpty();
    }

    /** Closes replaced sockets that have nothing to wait for any more, and current ones unused for long. */
    void sweep(long now) throws IOException {
        for (Iterator<UdpSocket> each = retired.iterator(); each.hasNext(); ) {
            UdpSocket socket = each.next();
            if (socket.idle()) {
                each.remove();
                socket.close();
            }
        }
        for (Iterator<@Nullable UdpSocket[]> each = current.values().iterator(); each.hasNext(); ) {
            if (closeUnused(each.next(), now)) {
                each.remove();
            }
        }
    }

    private static boolean closeUnused(@Nullable UdpSocket[] sockets, long now) throws IOException {
        boolean none = true;
        for (int i = 0; i < sockets.length; i++) {
            UdpSocket socket = sockets[i];
            if (socket != null && socket.idle() && now - socket.lastUse() > IDLE_NANOS) {
                sockets[i] = null;
                socket.close();
            } else if (socket != null) {
                none = false;
            }
        }
        return none;
    }

    void closeAll() throws IOException {
        for (@Nullable UdpSocket[] sockets : current.values()) {
            for (UdpSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        for (UdpSocket socket : retired) {
            socket.close();
        }
        current.clear();
        retired.clear();
    }
}
