/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DnsTransportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private DnsTransport transport;
    private DatagramSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
        transport = new DnsTransport(
                loop -> {
                    thread.set(new Thread(loop, "dns-under-test"));
                    return thread.get();
                },
                new SecureRandom());
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    private CompletableFuture<Message> ask(Duration timeout) {
        Record question = Record.newRecord(Name.fromConstantString("test.example."), Type.A, DClass.IN);
        InetSocketAddress address = new InetSocketAddress(server.getLocalAddress(), server.getLocalPort());
        return transport.exchange(address, Message.newQuery(question).toWire(), timeout);
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        return packet;
    }

    private void answer(DatagramPacket query) throws IOException {
        query.getData()[2] |= (byte) 0x80;
        server.send(query);
    }

    @Test
    void sourcePortsAndIdsDifferFromQueryToQuery() throws Exception {
        Set<Integer> ports = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        int queries = 8000;
        for (int i = 0; i < queries; i++) {
            CompletableFuture<Message> reply = ask(PATIENCE);
            DatagramPacket query = receive();
            ports.add(query.getPort());
            ids.add((query.getData()[0] & 0xff) << 8 | query.getData()[1] & 0xff);
            answer(query);
            reply.get(20, TimeUnit.SECONDS);
        }
        // eight sockets at a time, each replaced after 400 queries
        assertThat(ports).hasSizeGreaterThanOrEqualTo(15);
        // of 65,536 ids about 7,500 different ones are to be expected
        assertThat(ids).hasSizeGreaterThan(7000);
        assertThat(transport.pending()).isZero();
    }

    @Test
    void cancelledQueryIsForgotten() throws Exception {
        CompletableFuture<Message> cancelled = ask(PATIENCE);
        DatagramPacket query = receive();
        assertThat(transport.pending()).isEqualTo(1);
        cancelled.cancel(false);
        // a later query is served after what the cancellation has put into the queue
        CompletableFuture<Message> next = ask(PATIENCE);
        answer(receive());
        next.get(20, TimeUnit.SECONDS);
        assertThat(transport.pending()).isZero();
        answer(query);
    }

    @Test
    void silenceEndsAtTheTimeoutAfterTwoRepetitions() throws Exception {
        CompletableFuture<Message> reply = ask(Duration.ofMillis(900));
        byte[] first = receive().getData();
        assertThat(receive().getData()).isEqualTo(first);
        assertThat(receive().getData()).isEqualTo(first);
        assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(DnsIoException.class)
                .hasMessage("did not answer in 900 ms");
    }

    @Test
    void closingFailsAllAndEndsTheThread() throws Exception {
        List<CompletableFuture<Message>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            replies.add(ask(PATIENCE));
        }
        transport.close();
        assertThat(thread.get().isAlive()).isFalse();
        for (CompletableFuture<Message> reply : replies) {
            assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(DnsIoException.class);
        }
        assertThatThrownBy(() -> ask(PATIENCE).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(DnsIoException.class)
                .hasMessageContaining("stopped");
        transport.close();
    }

    @Test
    void mayBeClosedByItsOwnThread() throws Exception {
        CompletableFuture<Message> reply = ask(PATIENCE);
        CompletableFuture<Void> closed = reply.thenAccept(any -> transport.close());
        answer(receive());
        closed.get(20, TimeUnit.SECONDS);
        thread.get().join(20_000);
        assertThat(thread.get().isAlive()).isFalse();
    }
}
