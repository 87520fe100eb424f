/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** Broken chunks on real connections: each session ends on its own, and nothing of it stays. */
@Timeout(120)
class MalformedChunksTest {
    private static final MsrpUri PEER = MsrpUri.of("127.0.0.1", false, 9, "peersession");
    private static final int MAX_MESSAGE = 10_000;
    private static final int ROUNDS = 150;

    private final AtomicInteger unfinished = new AtomicInteger();
    private MsrpStack stack;
    private MsrpServer server;

    /** Counts the messages that have begun and neither came to their end nor were given up. */
    private final class Counting extends RecordingListener {
        @Override
        public MessageReceiver incoming(MsrpSession session, IncomingMessage message) throws MsrpRefusedException {
            MessageReceiver collecting = session.collect(message);
            unfinished.incrementAndGet();
            return new MessageReceiver() {
                @Override
                public void data(long position, ByteBuffer data) throws IOException, MsrpRefusedException {
                    collecting.data(position, data);
                }

                @Override
                public CompletionStage<Void> completed(long total) {
                    unfinished.decrementAndGet();
                    return collecting.completed(total);
                }

                @Override
                public void aborted(String reason) {
                    unfinished.decrementAndGet();
                    collecting.aborted(reason);
                }
            };
        }
    }

    /** A session whose peer is a socket of the test's. */
    private record Victim(RawPeer peer, MsrpUri local, Counting events) implements AutoCloseable {
        String chunk(String id, String headers, String body, char flag) {
            return "MSRP " + id + " SEND\r\nTo-Path: " + local + "\r\nFrom-Path: " + PEER + "\r\n" + headers + "\r\n"
                    + body + "\r\n-------" + id + flag + "\r\n";
        }

        Optional<IOException> end() throws Exception {
            return Pair.get(events.closed);
        }

        @Override
        public void close() throws IOException {
            peer.close();
        }
    }

    @BeforeEach
    void listen() throws Exception {
        stack = new MsrpStack(new ManualScheduler());
        server = new MsrpServer(stack, Pair.options().withMaxMessage(MAX_MESSAGE));
    }

    @AfterEach
    void stop() {
        server.close();
        stack.close();
    }

    private Victim victim() throws Exception {
        MsrpUri local = server.prepare(null);
        CompletionStage<MsrpTransport> bound = server.complete(local, List.of(PEER));
        RawPeer peer = new RawPeer(local.port());
        peer.send("MSRP bind1 SEND\r\nTo-Path: " + local + "\r\nFrom-Path: " + PEER + "\r\n-------bind1$\r\n");
        Counting events = new Counting();
        new MsrpSession(Pair.get(bound), List.of("text/*"), events);
        assertThat(peer.readChunk()).startsWith("MSRP bind1 200");
        return new Victim(peer, local, events);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("msrp"))
                .collect(Collectors.toSet());
    }

    private static byte[] changed(byte[] original, Random random) {
        byte[] changed = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = '\n';
                case 2 -> changed = java.util.Arrays.copyOf(changed, at + 1);
                default -> System.arraycopy(changed, at / 2, changed, at, Math.min(20, changed.length - at));
            }
        }
        return changed;
    }

    @Test
    void everyBrokenStreamEndsItsSessionAndLeavesNothing() throws Exception {
        Random random = new Random(4975);
        Victim first = victim();
        Set<String> before = threads();
        first.close();
        for (int round = 0; round < ROUNDS; round++) {
            try (Victim victim = victim()) {
                String headers = "Message-ID: m\r\nByte-Range: 1-*/20\r\nContent-Type: text/plain\r\n";
                String good = victim.chunk("aaaa", headers, "0123456789", '+')
                        + victim.chunk("bbbb", headers.replace("1-", "11-"), "abcdefghij", '$')
                        + victim.chunk("cccc", headers.replace(": m", ": n"), "x", '#');
                byte[] broken = changed(good.getBytes(StandardCharsets.UTF_8), random);
                try {
                    victim.peer().socket.getOutputStream().write(broken);
                    victim.peer().socket.shutdownOutput();
                    String answers = victim.peer().readToEnd();
                    assertThat(answers).doesNotContain("MSRP bind1");
                } catch (SocketException e) {
                    // closed while bytes of ours were still on their way
                    assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|not connected).*");
                }
                assertThat(victim.end())
                        .satisfiesAnyOf(
                                reason -> assertThat(reason).isEmpty(),
                                reason -> assertThat(reason.orElseThrow()).isInstanceOf(MsrpSyntaxException.class));
                assertThat(unfinished).as("round " + round).hasValue(0);
            }
        }
        assertThat(before).containsAll(threads());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-10737418240/10737418240", "1-*/10737418240"})
    void aMessageOfTenGibibytesIsRefusedBeforeItComes(String range) throws Exception {
        try (Victim victim = victim()) {
            victim.peer()
                    .send("MSRP huge SEND\r\nTo-Path: " + victim.local() + "\r\nFrom-Path: " + PEER
                            + "\r\nMessage-ID: m\r\nByte-Range: " + range + "\r\nContent-Type: text/plain\r\n\r\n");
            assertThat(victim.peer().readChunk()).startsWith("MSRP huge 413");
            // who goes on all the same is read and not kept, and the session stays as it was
            String part = "y".repeat(1 << 20);
            for (int i = 0; i < 64; i++) {
                victim.peer().send(part);
            }
            victim.peer().send("\r\n-------huge#\r\n");
            String small = "Message-ID: n\r\nByte-Range: 1-5/5\r\nContent-Type: text/plain\r\n";
            victim.peer().send(victim.chunk("more", small, "small", '$'));
            assertThat(victim.peer().readChunk()).startsWith("MSRP more 200");
            assertThat(Pair.take(victim.events().received).content()).asString().isEqualTo("small");
            assertThat(unfinished).hasValue(0);
        }
    }

    @Test
    void aMessageThatNeverTellsItsSizeEndsAtTheLimit() throws Exception {
        try (Victim victim = victim()) {
            String part = "z".repeat(MAX_MESSAGE / 4);
            for (int i = 0; i < 5; i++) {
                String id = "part" + i;
                String headers = "Message-ID: m\r\nByte-Range: " + (1 + i * part.length())
                        + "-*/*\r\nContent-Type: text/plain\r\n";
                victim.peer().send(victim.chunk(id, headers, part, '+'));
                assertThat(victim.peer().readChunk()).startsWith("MSRP " + id + (i < 4 ? " 200" : " 413"));
            }
            assertThat(unfinished).hasValue(0);
        }
    }

    @Test
    void aHeaderOfOneMebibyteEndsTheConnection() throws Exception {
        try (Victim victim = victim()) {
            String head = "MSRP long SEND\r\nTo-Path: " + victim.local() + "\r\nFrom-Path: " + PEER + "\r\nX: ";
            try {
                victim.peer().send(head + "h".repeat(1 << 20) + "\r\n-------long$\r\n");
                assertThat(victim.peer().readToEnd()).isEmpty();
            } catch (SocketException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
            }
            assertThat(victim.end().orElseThrow())
                    .isInstanceOf(MsrpSyntaxException.class)
                    .hasMessageContaining("longer");
        }
    }
}
