/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What peers do that they should not, and what they get for it. */
@Timeout(60)
class BadPeersTest {
    private static final MsrpUri PEER = MsrpUri.of("127.0.0.1", false, 9, "peersession");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final RecordingListener events = new RecordingListener();
    private MsrpStack stack;
    private MsrpServer server;
    private MsrpUri local;
    private CompletionStage<MsrpTransport> bound;

    @BeforeEach
    void listen() throws Exception {
        stack = new MsrpStack(scheduler);
        server = new MsrpServer(stack, Pair.options().withMaxMessage(10_000));
        local = server.prepare(null);
        bound = server.complete(local, List.of(PEER));
    }

    @AfterEach
    void stop() {
        server.close();
        stack.close();
    }

    private RawPeer connect() throws IOException {
        return new RawPeer(local.port());
    }

    private String head(String id, String method) {
        return "MSRP " + id + " " + method + "\r\nTo-Path: " + local + "\r\nFrom-Path: " + PEER + "\r\n";
    }

    private RawPeer session() throws Exception {
        RawPeer peer = connect();
        peer.send(head("bind1", "SEND") + "Message-ID: m0\r\nByte-Range: 1-0/0\r\n-------bind1$\r\n");
        MsrpSession session = new MsrpSession(Pair.get(bound), List.of("text/*"), events);
        assertThat(session.transport().localUri()).isEqualTo(local);
        assertThat(peer.readChunk()).startsWith("MSRP bind1 200");
        return peer;
    }

    private static String chunk(String head, String range, String body, String end) {
        return head + "Message-ID: m1\r\nByte-Range: " + range + "\r\nContent-Type: text/plain\r\n\r\n" + body + "\r\n"
                + "-------" + end + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "1-5/5, hello, 200",
        "1-*/*, hello, 200",
        "1-4/4, hello, 200",
        "1-9/9, hello, 400",
        "1-99999999/99999999, hello, 413",
        "x, hello, 400",
        "5-1/9, hello, 400",
        "0-5/5, hello, 400",
        "99999999999999999999-1/5, hello, 400",
        "9223372036854775807-*/*, hello, 400",
        "8000000000-*/*, hello, 413"
    })
    void answersEveryByteRange(String range, String body, int code) throws Exception {
        try (RawPeer peer = session()) {
            peer.send(chunk(head("abcd", "SEND"), range, body, "abcd$"));
            assertThat(peer.readChunk()).startsWith("MSRP abcd " + code);
            peer.send(head("live", "SEND") + "Message-ID: m9\r\n-------live$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP live 200");
        }
    }

    @Test
    void putsInterleavedAndOvertakingChunksTogether() throws Exception {
        try (RawPeer peer = session()) {
            peer.send(chunk(head("aaaa", "SEND"), "1-3/9", "abc", "aaaa+"));
            peer.send(chunk(head("cccc", "SEND"), "7-9/9", "ghi", "cccc$"));
            peer.send(chunk(head("xxxx", "SEND"), "1-2/2", "xy", "xxxx$").replace("m1", "m2"));
            peer.send(chunk(head("bbbb", "SEND"), "4-6/9", "def", "bbbb+"));
            assertThat(new String(Pair.take(events.received).content(), StandardCharsets.UTF_8))
                    .isEqualTo("xy");
            assertThat(new String(Pair.take(events.received).content(), StandardCharsets.UTF_8))
                    .isEqualTo("abcdefghi");
        }
    }

    @Test
    void answersBeforeTheEndOfAChunkThatGrowsTooLarge() throws Exception {
        try (RawPeer peer = session()) {
            peer.send(head("long", "SEND") + "Message-ID: m1\r\nByte-Range: 1-*/*\r\nContent-Type: text/plain\r\n\r\n"
                    + "x".repeat(20_000));
            assertThat(peer.readChunk()).startsWith("MSRP long 413");
            peer.send("\r\n-------long#\r\n" + chunk(head("more", "SEND"), "20001-20001/*", "x", "more+"));
            assertThat(peer.readChunk()).startsWith("MSRP more 413");
        }
    }

    @Test
    void abortedMessagesAreForgotten() throws Exception {
        try (RawPeer peer = session()) {
            peer.send(chunk(head("aaaa", "SEND"), "1-3/9", "abc", "aaaa#"));
            assertThat(peer.readChunk()).startsWith("MSRP aaaa 200");
            peer.send(chunk(head("bbbb", "SEND"), "1-3/3", "new", "bbbb$"));
            assertThat(new String(Pair.take(events.received).content(), StandardCharsets.UTF_8))
                    .isEqualTo("new");
        }
    }

    @Test
    void saysNothingToWhoWantsNoAnswer() throws Exception {
        try (RawPeer peer = session()) {
            peer.send(chunk(head("aaaa", "SEND") + "Failure-Report: no\r\n", "1-3/9000000", "abc", "aaaa$"));
            peer.send(chunk(head("bbbb", "SEND") + "Failure-Report: partial\r\n", "1-3/3", "abc", "bbbb$")
                    .replace("m1", "m2"));
            peer.send(chunk(head("cccc", "SEND") + "Failure-Report: maybe\r\n", "1-3/3", "abc", "cccc$"));
            assertThat(peer.readChunk()).startsWith("MSRP cccc 400");
        }
    }

    @Test
    void wrongPathsAndMissingHeadersAreAnswered() throws Exception {
        try (RawPeer peer = session()) {
            peer.send(chunk(head("aaaa", "SEND").replace("peersession", "other"), "1-1/1", "x", "aaaa$"));
            assertThat(peer.readChunk()).startsWith("MSRP aaaa 481");
            peer.send("MSRP bbbb SEND\r\nFrom-Path: " + PEER + "\r\n-------bbbb$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP bbbb 400");
            peer.send(head("cccc", "SEND") + "Content-Type: text/plain\r\n\r\nx\r\n-------cccc$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP cccc 400");
            peer.send(head("dddd", "SEND") + "nonsense\r\n-------dddd$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP dddd 400");
            peer.send(head("eeee", "FILE_OFFSET") + "-------eeee$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP eeee 501");
            peer.send(head("ffff", "NICKNAME") + "\r\n" + "x".repeat(11_000) + "\r\n-------ffff$\r\n");
            assertThat(peer.readChunk()).startsWith("MSRP ffff 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish\r\n", "MSRP abcd SEND\r\nX", "MSRP abcd SEND\nX: y\r\n"})
    void endsTheSessionOfWhoSpeaksNoMsrp(String rubbish) throws Exception {
        try (RawPeer peer = session()) {
            peer.send(rubbish + "x".repeat(1 << 20));
        } catch (IOException e) {
            // closed while we were still writing
            assertThat(e).isInstanceOf(SocketException.class);
        }
        assertThat(Pair.get(events.closed).orElseThrow()).isInstanceOf(MsrpSyntaxException.class);
    }

    @Test
    void aPeerThatReadsNothingIsNotReadEither() throws Exception {
        try (RawPeer peer = session()) {
            peer.socket.setSoTimeout(0);
            Thread flood = new Thread(() -> {
                try {
                    while (true) {
                        peer.send((head("abcd", "SEND") + "Message-ID: m\r\n-------abcd$\r\n").repeat(1000));
                    }
                } catch (IOException e) {
                    scheduler.advance(Duration.ofMinutes(1));
                }
            });
            flood.start();
            while (!events.closed.toCompletableFuture().isDone()) {
                scheduler.advance(Duration.ofMillis(20));
                Thread.onSpinWait();
            }
            assertThat(Pair.get(events.closed).orElseThrow()).isInstanceOf(MsrpTimeoutException.class);
            flood.join();
        }
    }

    @Test
    void strangersGet481AndOnlyThePeerGetsTheSession() throws Exception {
        try (RawPeer stranger = connect()) {
            stranger.send((head("abcd", "SEND") + "-------abcd$\r\n").replace("peersession", "stranger"));
            assertThat(stranger.readToEnd()).startsWith("MSRP abcd 481");
        }
        try (RawPeer other = connect()) {
            other.send(head("abcd", "AUTH") + "-------abcd$\r\n");
            assertThat(other.readToEnd()).isEmpty();
        }
        session().close();
        assertThat(Pair.get(events.closed)).isEmpty();
    }

    @Test
    void whoConnectsBeforeItsPathIsKnownWaits() throws Exception {
        MsrpUri second = server.prepare(null);
        assertThat(second.port()).isEqualTo(local.port());
        try (RawPeer peer = connect()) {
            peer.send((head("abcd", "SEND") + "Message-ID: m\r\n-------abcd$\r\n")
                    .replace(local.toString(), second.toString()));
            CompletionStage<MsrpTransport> later = server.complete(second, List.of(PEER));
            MsrpSession session = new MsrpSession(Pair.get(later), List.of("*"), events);
            assertThat(peer.readChunk()).startsWith("MSRP abcd 200");
            session.shutdown();
            assertThat(peer.readToEnd()).isEmpty();
        }
    }

    @Test
    void nobodyComesInTime() {
        scheduler.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> Pair.get(bound)).isInstanceOf(MsrpTimeoutException.class);
    }

    @Test
    void connectorsReportRefusalAndSilence() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, Pair.LOOPBACK)) {
            MsrpUri remote = MsrpUri.of("127.0.0.1", false, listening.getLocalPort(), "x");
            ConnectorDirect connector = new ConnectorDirect(stack, Pair.options());
            Pair.get(connector.prepare(null));
            CompletionStage<MsrpTransport> refused = connector.complete(List.of(remote));
            try (RawPeer peer = RawPeer.accept(listening)) {
                String request = peer.readChunk();
                assertThat(request).contains("Byte-Range: 1-0/0\r\n");
                String id = request.substring(5, request.indexOf(' ', 5));
                peer.send("MSRP " + id + " 481 No such session\r\n-------" + id + "$\r\n");
                assertThatThrownBy(() -> Pair.get(refused)).hasMessageContaining("481");
            }
            ConnectorDirect second = new ConnectorDirect(stack, Pair.options());
            Pair.get(second.prepare(null));
            CompletionStage<MsrpTransport> silent = second.complete(List.of(remote));
            try (RawPeer peer = RawPeer.accept(listening)) {
                assertThat(peer.readChunk()).contains("SEND");
                scheduler.advance(Duration.ofSeconds(30));
                assertThatThrownBy(() -> Pair.get(silent)).isInstanceOf(MsrpTimeoutException.class);
            }
        }
    }
}
