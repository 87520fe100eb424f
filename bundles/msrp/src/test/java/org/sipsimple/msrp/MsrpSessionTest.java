/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class MsrpSessionTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void carriesMessagesBothWaysWithReports() throws Exception {
        try (Pair pair = new Pair()) {
            OutgoingMessage hello = pair.alice.send(utf8("hellö"), "text/plain", Reports.ALL);
            Pair.get(hello.delivered());
            Pair.get(hello.accepted());
            assertThat(hello.acceptedBytes()).isEqualTo(6);
            RecordingListener.Received received = Pair.take(pair.bobEvents.received);
            assertThat(received.content()).isEqualTo(utf8("hellö"));
            assertThat(received.message().contentType()).isEqualTo("text/plain");
            assertThat(received.message().id()).isEqualTo(hello.messageId());

            Pair.get(pair.bob
                    .send(utf8("x".repeat(300_000)), "text/plain", Reports.NONE)
                    .accepted());
            assertThat(Pair.take(pair.aliceEvents.received).content()).hasSize(300_000);
        }
    }

    @Test
    void carriesMessagesOverIpv6() throws Exception {
        MsrpOptions options = MsrpOptions.defaults(InetAddress.getByName("::1"));
        try (Pair pair = new Pair(options, options, new RecordingListener())) {
            Pair.get(pair.alice.send(utf8("hello"), "text/plain", Reports.ALL).delivered());
            RecordingListener.Received received = Pair.take(pair.bobEvents.received);
            assertThat(received.content()).isEqualTo(utf8("hello"));
        }
    }

    @Test
    void carriesManyMessagesAtOnce() throws Exception {
        try (Pair pair = new Pair()) {
            List<OutgoingMessage> sent = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                sent.add(pair.alice.send(utf8("message " + i), "text/plain", Reports.ALL));
            }
            for (int i = 0; i < 5000; i++) {
                Pair.get(sent.get(i).delivered());
                assertThat(new String(Pair.take(pair.bobEvents.received).content(), StandardCharsets.UTF_8))
                        .isEqualTo("message " + i);
            }
        }
    }

    @Test
    void carriesAFileAndLetsMessagesPass(@TempDir Path folder) throws Exception {
        byte[] content = new byte[8_000_000];
        new Random(3).nextBytes(content);
        Path file = Files.write(folder.resolve("source"), content);
        try (Pair pair = new Pair(
                        Pair.options(), Pair.options().withMaxMessage(content.length), new RecordingListener());
                FileChannel source = FileChannel.open(file)) {
            OutgoingFile outgoing = OutgoingFile.of(source, "application/x");
            assertThat(outgoing.headers()).containsExactly(new MsrpHeader.ContentType("application/x"));
            OutgoingMessage sending = pair.alice.sendFile(outgoing, Reports.ALL);
            List<Long> progress = Collections.synchronizedList(new ArrayList<>());
            sending.onProgress(progress::add);
            OutgoingMessage chat = pair.alice.send(utf8("between"), "text/plain", Reports.ALL);
            Pair.get(chat.delivered());
            Pair.get(sending.delivered());
            assertThat(sending.acceptedBytes()).isEqualTo(content.length);
            assertThat(progress).isSorted().endsWith((long) content.length);
            byte[] first = Pair.take(pair.bobEvents.received).content();
            byte[] second = Pair.take(pair.bobEvents.received).content();
            assertThat(first.length > second.length ? first : second).isEqualTo(content);
        }
    }

    @Test
    void refusesUnwantedTypesAndTooLargeMessages() throws Exception {
        try (Pair pair = new Pair(Pair.options(), Pair.options().withMaxMessage(1000), new RecordingListener())) {
            assertThatThrownBy(() -> Pair.get(
                            pair.alice.send(utf8("x"), "image/png", Reports.ALL).delivered()))
                    .isInstanceOf(MsrpRefusedException.class)
                    .hasMessageContaining("415");
            assertThatThrownBy(() -> Pair.get(pair.alice
                            .send(new byte[2000], "text/plain", Reports.FAILURE)
                            .accepted()))
                    .isInstanceOfSatisfying(MsrpRefusedException.class, e -> assertThat(e.code())
                            .isEqualTo(413));
            Pair.get(pair.alice
                    .send(utf8("still works"), "text/plain", Reports.ALL)
                    .delivered());
        }
    }

    @Test
    void stopsAFileThePeerDoesNotWant(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sparse");
        try (Pair pair = new Pair(Pair.options(), Pair.options().withMaxMessage(1000), new RecordingListener());
                FileChannel source = Sparse.file(file, 10L << 30)) {
            OutgoingMessage sending = pair.alice.sendFile(OutgoingFile.of(source, "application/x"), Reports.ALL);
            assertThatThrownBy(() -> Pair.get(sending.delivered()))
                    .isInstanceOfSatisfying(MsrpRefusedException.class, e -> assertThat(e.code())
                            .isEqualTo(413));
            Pair.get(pair.alice.send(utf8("next"), "text/plain", Reports.ALL).delivered());
            assertThat(sending.acceptedBytes()).isLessThan(100L << 20);
        }
    }

    @Test
    void cancelledFilesEndWithTheAbortFlag(@TempDir Path folder) throws Exception {
        AbortingListener bob = new AbortingListener();
        try (Pair pair = new Pair(Pair.options(), Pair.options(), bob);
                FileChannel source = Sparse.file(folder.resolve("sparse"), 10L << 30)) {
            OutgoingMessage sending = pair.alice.sendFile(OutgoingFile.of(source, "application/x"), Reports.ALL);
            Pair.get(bob.begun);
            sending.cancel();
            assertThat(Pair.get(bob.aborted)).isEqualTo("the sender gave up");
            assertThatThrownBy(() -> Pair.get(sending.delivered())).hasMessageContaining("given up");
            Pair.get(pair.alice.send(utf8("next"), "text/plain", Reports.ALL).accepted());
        }
    }

    @Test
    void otherRequestsAreAnsweredByTheListenerOr501() throws Exception {
        try (Pair pair = new Pair()) {
            MsrpChunk answer = Pair.get(pair.alice.request("NICKNAME", List.of(new MsrpHeader.UseNickname("Al"))));
            assertThat(answer.code()).isEqualTo(200);
            assertThat(Pair.take(pair.bobEvents.requests).header("use-nickname"))
                    .contains("\"Al\"");
            assertThat(Pair.get(pair.alice.request("DANCE", List.of())).code()).isEqualTo(501);
        }
    }

    @Test
    void shutdownSendsWhatIsQueuedFirst() throws Exception {
        try (Pair pair = new Pair()) {
            for (int i = 0; i < 200; i++) {
                pair.alice.send(utf8("m" + i), "text/plain", Reports.FAILURE);
            }
            pair.alice.shutdown();
            assertThat(Pair.get(pair.aliceEvents.closed)).isEmpty();
            assertThat(Pair.get(pair.bobEvents.closed)).isEmpty();
            assertThat(pair.bobEvents.received).hasSize(200);
            assertThatThrownBy(() -> Pair.get(pair.alice
                            .send(utf8("late"), "text/plain", Reports.ALL)
                            .delivered()))
                    .isInstanceOf(MsrpException.class);
        }
    }

    @Test
    void lostConnectionsFailWhatIsUnderWay() throws Exception {
        AbortingListener bob = new AbortingListener();
        bob.outcome = new CompletableFuture<>();
        try (Pair pair = new Pair(Pair.options(), Pair.options(), bob)) {
            OutgoingMessage message = pair.alice.send(utf8("x"), "application/x", Reports.ALL);
            assertThat(Pair.get(bob.completed)).isEqualTo(1);
            Pair.get(message.accepted());
            pair.bob.close();
            assertThatThrownBy(() -> Pair.get(message.delivered())).isInstanceOf(IOException.class);
            Pair.get(pair.aliceEvents.closed);
        }
    }

    @Test
    void aReceiverThatDoesNotKeepTheMessageIsReported() throws Exception {
        AbortingListener bob = new AbortingListener();
        bob.outcome = CompletableFuture.failedStage(new MsrpRefusedException(499, "wrong hash"));
        try (Pair pair = new Pair(Pair.options(), Pair.options(), bob)) {
            OutgoingMessage message = pair.alice.send(utf8("x"), "application/x", Reports.ALL);
            assertThatThrownBy(() -> Pair.get(message.delivered()))
                    .isInstanceOf(MsrpRefusedException.class)
                    .hasMessageContaining("499 wrong hash");
        }
    }

    @Test
    void silentPeersTimeOut() throws Exception {
        AbortingListener bob = new AbortingListener();
        bob.outcome = new CompletableFuture<>();
        try (Pair pair = new Pair(Pair.options(), Pair.options(), bob)) {
            Pair.get(pair.alice.send(utf8("x"), "application/x", Reports.ALL).accepted());
            pair.bob.setReadingPaused(true);
            OutgoingMessage unread = pair.alice.send(new byte[20_000_000], "application/x", Reports.FAILURE);
            OutgoingMessage partial = pair.alice.send(utf8("x"), "application/x", Reports.ERRORS);
            while (!pair.aliceEvents.closed.isDone()) {
                pair.scheduler.advance(Duration.ofSeconds(1));
                Thread.onSpinWait();
            }
            assertThat(Pair.get(pair.aliceEvents.closed).orElseThrow()).isInstanceOf(MsrpTimeoutException.class);
            assertThatThrownBy(() -> Pair.get(unread.accepted())).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> Pair.get(partial.accepted())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSlowPeerHoldsBackWhatNeedsNoAnswer() throws Exception {
        try (Pair pair = new Pair()) {
            Pair.get(pair.alice.send(utf8("x"), "application/x", Reports.ERRORS).written());
            pair.bob.setReadingPaused(true);
            OutgoingMessage large = pair.alice.send(new byte[30_000_000], "application/x", Reports.ERRORS);
            OutgoingMessage next = pair.alice.send(utf8("y"), "application/x", Reports.ERRORS);
            assertThat(next.written().toCompletableFuture()).isNotDone();
            pair.bob.setReadingPaused(false);
            assertThatThrownBy(() -> Pair.get(large.accepted())).isInstanceOf(MsrpRefusedException.class);
            Pair.get(next.written());
        }
    }

    @Test
    void lowLevelChunksGetTheirAnswers() throws Exception {
        try (Pair pair = new Pair()) {
            MsrpTransport transport = pair.alice.transport();
            MsrpChunk chunk = transport.makeChunk(utf8("by hand"), "text/plain");
            assertThat(Pair.get(pair.alice.deliverChunk(chunk)).code()).isEqualTo(200);
            assertThat(Pair.take(pair.bobEvents.received).content()).isEqualTo(utf8("by hand"));

            CompletableFuture<MsrpChunk> answer = new CompletableFuture<>();
            pair.alice.sendChunk(transport.makeChunk(utf8("x"), "image/gif"), answer::complete);
            assertThat(Pair.get(answer).code()).isEqualTo(415);
            MsrpChunk quiet = transport
                    .makeChunk(utf8("x"), "text/plain")
                    .withHeader(new MsrpHeader.FailureReports(FailureReport.NO));
            assertThat(Pair.get(pair.alice.deliverChunk(quiet)).code()).isEqualTo(200);
        }
    }
}
