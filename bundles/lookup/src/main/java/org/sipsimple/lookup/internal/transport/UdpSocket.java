/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A socket connected to one nameserver, with a source port chosen by the system at random. Being connected, it never sees
 * a datagram from anywhere else. DNS thread only.
 */
final class UdpSocket {
    final InetSocketAddress server;
    private final DatagramChannel channel;
    private final Map<Integer, Exchange> pending = new HashMap<>();
    private int uses;
    private long lastUse;

    UdpSocket(InetSocketAddress server, Selector selector) throws IOException {
        this.server = server;
        channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ, this);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    int uses() {
        return uses;
    }

    boolean idle() {
        return pending.isEmpty();
    }

    long lastUse() {
        return lastUse;
    }

    /** Sends the query under an id that no other query of this socket has. */
    void send(Exchange exchange, RandomIds ids, long now) throws IOException {
        int id = ids.next();
        while (pending.containsKey(id)) {
            id = ids.next();
        }
        exchange.id(id);
        exchange.socket = this;
        pending.put(id, exchange);
        uses++;
        lastUse = now;
        write(exchange);
    }

    void repeat(Exchange exchange) throws IOException {
        write(exchange);
    }

    private void write(Exchange exchange) throws IOException {
        try {
            // a full send buffer counts as a lost datagram: the repetition covers it
            channel.write(ByteBuffer.wrap(exchange.query));
        } catch (PortUnreachableException e) {
            // of an earlier datagram; the answer to this one, if refused too, is read by receive
            channel.write(ByteBuffer.wrap(exchange.query));
        }
    }

    void forget(Exchange exchange) {
        pending.remove(exchange.id(), exchange);
    }

    /** Reads what has arrived; answers that nobody waits for, forged ones above all, are dropped. */
    void receive(ByteBuffer buffer, AnswerSink sink) {
        try {
            while (channel.isOpen() && channel.read(buffer.clear()) > 0) {
                byte[] message = Arrays.copyOf(buffer.array(), buffer.position());
                Exchange exchange =
                        message.length < 2 ? null : pending.get((message[0] & 0xff) << 8 | message[1] & 0xff);
                if (exchange != null && exchange.answeredBy(message)) {
                    sink.answered(exchange, message);
                }
            }
        } catch (PortUnreachableException e) {
            failAll(sink, "does not listen");
        } catch (IOException e) {
            failAll(sink, "cannot be reached: " + e.getMessage());
        }
    }

    private void failAll(AnswerSink sink, String what) {
        new ArrayList<>(pending.values()).forEach(exchange -> sink.failed(exchange, what));
    }

    void close() throws IOException {
        channel.close();
    }

    /** Takes what a socket has found out about an exchange. */
    interface AnswerSink {
        void answered(Exchange exchange, byte[] message);

        void failed(Exchange exchange, String what);
    }
}
