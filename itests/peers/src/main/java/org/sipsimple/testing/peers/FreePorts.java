/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports nobody uses now, each given away once in this JVM. */
public final class FreePorts {
    private static final Set<Integer> GIVEN = new HashSet<>();
    private static final int TRIES = 200;

    private FreePorts() {}

    /** A port free for TCP and UDP on 127.0.0.1. */
    public static synchronized int next() {
        return block(1);
    }

    /** The first of so many free ports in a row. */
    public static synchronized int block(int count) {
        for (int i = 0; i < TRIES; i++) {
            int first = systemsChoice();
            if (first + count < 65_536 && allFree(first, count)) {
                for (int port = first; port < first + count; port++) {
                    GIVEN.add(port);
                }
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row on 127.0.0.1");
    }

    private static int systemsChoice() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port on 127.0.0.1", e);
        }
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (GIVEN.contains(port) || !free(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean free(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
