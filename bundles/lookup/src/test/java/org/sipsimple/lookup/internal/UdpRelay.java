/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;

/** Stands between a client and a real nameserver, and lets a test act before the true answer is passed on. */
final class UdpRelay implements AutoCloseable {

    /** Runs when the true answer is known, before the client gets it. */
    interface Before {
        void answer(SocketAddress client, byte[] query, byte[] answer) throws IOException;
    }

    private final DatagramSocket front;
    private final DatagramSocket back;
    private final Before before;

    UdpRelay(InetSocketAddress server, Before before) throws IOException {
        this.before = before;
        front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        back.connect(server);
        Thread thread = new Thread(
                () -> {
                    try {
                        serve();
                    } catch (IOException e) {
                        // closed
                    }
                },
                "udp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), front.getLocalPort());
    }

    private void serve() throws IOException {
        while (true) {
            DatagramPacket query = receive(front);
            back.send(new DatagramPacket(query.getData(), query.getLength(), back.getRemoteSocketAddress()));
            DatagramPacket answer = receive(back);
            before.answer(
                    query.getSocketAddress(),
                    Arrays.copyOf(query.getData(), query.getLength()),
                    Arrays.copyOf(answer.getData(), answer.getLength()));
            front.send(new DatagramPacket(answer.getData(), answer.getLength(), query.getSocketAddress()));
        }
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return packet;
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
