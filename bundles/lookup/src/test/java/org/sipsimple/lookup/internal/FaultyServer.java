/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A nameserver that does what a test tells it to, over UDP and TCP on one free port of 127.0.0.1. */
final class FaultyServer implements AutoCloseable {

    /** What to do with a query. */
    interface Behaviour {
        void asked(Query query) throws IOException;
    }

    /** One query, and ways to answer it. */
    final class Query {
        final byte[] message;
        final boolean tcp;
        private final Sender sender;

        private Query(byte[] message, boolean tcp, Sender sender) {
            this.message = message;
            this.tcp = tcp;
            this.sender = sender;
        }

        void answer(byte[] reply) throws IOException {
            sender.send(reply);
        }

        void answerLater(byte[] reply, long millis) {
            later.schedule(
                    () -> {
                        sender.send(reply);
                        return null;
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        }

        /** Only header and question, with these flags and this code. */
        byte[] bare(int flags, int code) {
            byte[] reply = Arrays.copyOf(message, questionEnd());
            reply[2] = (byte) (0x80 | message[2] & 0x79 | flags);
            reply[3] = (byte) code;
            Arrays.fill(reply, 6, 12, (byte) 0);
            return reply;
        }

        int questionEnd() {
            int at = 12;
            while (message[at] != 0) {
                at += message[at] + 1;
            }
            return at + 5;
        }

        int type() {
            int end = questionEnd();
            return (message[end - 4] & 0xff) << 8 | message[end - 3] & 0xff;
        }

        boolean edns() {
            return message[11] != 0;
        }

        /** What a real nameserver says. */
        byte[] ask(InetSocketAddress server) throws IOException {
            try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(message.length);
                out.write(message);
                out.flush();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                return in.readNBytes(in.readUnsignedShort());
            }
        }
    }

    private interface Sender {
        void send(byte[] reply) throws IOException;
    }

    private final Behaviour behaviour;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger queries = new AtomicInteger();

    FaultyServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            udp.setReceiveBufferSize(1 << 20);
            tcp = new ServerSocket(udp.getLocalPort(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin("udp", this::serveUdp);
        begin("tcp", this::serveTcp);
    }

    static FaultyServer silent() {
        return new FaultyServer(query -> {});
    }

    static FaultyServer answering(int code) {
        return new FaultyServer(query -> query.answer(query.bare(0, code)));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /** How many queries have come in. */
    int queries() {
        return queries.get();
    }

    private static void begin(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException e) {
                        // closed
                    }
                },
                "faulty-dns-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Loop {
        void run() throws IOException;
    }

    private void serveUdp() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            queries.incrementAndGet();
            byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
            behaviour.asked(new Query(
                    message,
                    false,
                    reply -> udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()))));
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            Socket socket = tcp.accept();
            begin("connection", () -> serveConnection(socket));
        }
    }

    private void serveConnection(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] message = in.readNBytes(in.readUnsignedShort());
                queries.incrementAndGet();
                behaviour.asked(new Query(message, true, reply -> {
                    out.writeShort(reply.length);
                    out.write(reply);
                    out.flush();
                }));
            }
        }
    }

    @Override
    public void close() throws IOException {
        later.shutdownNow();
        udp.close();
        tcp.close();
    }
}
