/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody uses now, each given away once in this JVM. They are below those that the system chooses by itself, so
 * that no other socket takes a port between its choice here and the start of the peer that is to use it; and JVMs that
 * test side by side choose from different blocks, each claimed by a socket on its first port.
 */
public final class FreePorts {
    private static final int LOWEST = 10_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 220; // up to 32,000; the system's choice starts at 32,768

    /** Held, never read: they go with the JVM. */
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();

    private static int blockNumber = ThreadLocalRandom.current().nextInt(BLOCKS);
    private static int next;
    private static int end;

    private FreePorts() {}

    /** A port free for TCP and UDP on 127.0.0.1. */
    public static synchronized int next() {
        return block(1);
    }

    /** The first of so many free ports in a row, fewer than 100; an even one if there are several, as RTP wants it. */
    public static synchronized int block(int count) {
        for (int tries = 0; tries <= BLOCKS; tries++) {
            next += count > 1 ? next % 2 : 0;
            while (next + count <= end) {
                int first = next;
                int taken = firstTaken(first, count);
                if (taken < 0) {
                    next += count;
                    return first;
                }
                next = taken + 2 - taken % 2;
            }
            claimAnotherBlock();
        }
        throw new IllegalStateException("no " + count + " free ports in a row on 127.0.0.1");
    }

    private static void claimAnotherBlock() {
        for (int i = 0; i < BLOCKS; i++) {
            blockNumber = (blockNumber + 1) % BLOCKS;
            int first = LOWEST + blockNumber * BLOCK;
            try {
                CLAIMS.add(new ServerSocket(first, 1, InetAddress.getLoopbackAddress()));
                next = first + 2;
                end = first + BLOCK;
                return;
            } catch (IOException e) {
                // somebody else's
            }
        }
        throw new IllegalStateException("no ports from " + LOWEST + " on to be had on 127.0.0.1");
    }

    private static int firstTaken(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!free(port)) {
                return port;
            }
        }
        return -1;
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
