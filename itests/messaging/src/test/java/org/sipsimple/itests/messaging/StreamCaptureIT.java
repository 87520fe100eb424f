/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.payload.iscomposing.IsComposing;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatStream;
import org.sipsimple.stream.chat.ChatStreamProvider;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.filetransfer.FileTransferStreamProvider;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;
import org.sipsimple.testing.peers.Capture;

import static org.assertj.core.api.Assertions.assertThat;

/** The traffic of chat and file transfer, as Wireshark's dissector reads it. */
@Timeout(180)
class StreamCaptureIT {
    private static final String LAST = "the last line";
    private static final long SECONDS = 40;

    @TempDir
    Path folder;

    private static MediaStreamFactory factory(MediaStreamProvider provider, MsrpEnds.End end) {
        return provider.factory(StreamServices.of(Map.of(MsrpStreamServices.class, end.services())));
    }

    private static void get(CompletionStage<?> stage) throws Exception {
        stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private static void chat(ChatStream alice, ChatStream bob) throws Exception {
        for (int i = 0; i < 10; i++) {
            get(alice.sendMessage(ChatDraft.text("line " + i + " \u00e4\u20ac")).delivered());
            get(bob.sendMessage(ChatDraft.text("answer " + i)).delivered());
        }
        get(alice.sendComposingIndication(IsComposing.State.ACTIVE, Duration.ofSeconds(60), null, List.of()));
        get(bob.sendMessage(ChatDraft.text(LAST)).delivered());
    }

    @Test
    void theDissectorUnderstandsChat() throws Exception {
        try (MsrpEnds ends = new MsrpEnds()) {
            ChatStream alice = (ChatStream) factory(new ChatStreamProvider(), ends.alice())
                    .create(ends.alice().account());
            Agreed<ChatStream> streams =
                    ends.agree(alice, offer -> (ChatStream) factory(new ChatStreamProvider(), ends.bob())
                            .createIncoming(ends.bob().account(), offer, 0));
            Capture capture = Capture.of(folder, streams.offer().media().get(0).port(), "msrp", LAST, () -> {
                ends.start(streams);
                chat(alice, streams.answerer());
            });
            assertThat(capture.malformed()).isEmpty();
            assertThat(capture.frames("msrp.method == \"SEND\"", "msrp.content.type"))
                    .hasSizeGreaterThanOrEqualTo(20)
                    .anyMatch(type -> type.contains("message/cpim"));
            // reports follow the answers in one segment, of which the dissector sees the first chunk
            assertThat(capture.frames("msrp.status.code == 200", "msrp.transaction.id"))
                    .hasSizeGreaterThanOrEqualTo(20);
            alice.end();
            streams.answerer().end();
        }
    }

    @Test
    void theDissectorUnderstandsAFile() throws Exception {
        // readable, as the dissector stumbles over some binary bodies however well they are framed
        Path file = Files.write(
                folder.resolve("lines.txt"),
                ("a line of the file\n".repeat(1500) + LAST).getBytes(StandardCharsets.US_ASCII));
        long size = Files.size(file);
        try (MsrpEnds ends = new MsrpEnds()) {
            FileTransferStream sending = (FileTransferStream) factory(new FileTransferStreamProvider(), ends.alice())
                    .create(ends.alice().account());
            sending.send(file);
            Agreed<FileTransferStream> streams = ends.agree(sending, offer -> {
                FileTransferStream receiving =
                        (FileTransferStream) factory(new FileTransferStreamProvider(), ends.bob())
                                .createIncoming(ends.bob().account(), offer, 0);
                receiving.receiveInto(folder.resolve("inbox"));
                return receiving;
            });
            Capture capture = Capture.of(folder, streams.offer().media().get(0).port(), "msrp", LAST, () -> {
                ends.start(streams);
                get(streams.answerer().transferred());
                get(sending.transferred());
            });
            assertThat(capture.malformed()).isEmpty();
            assertThat(capture.frames("msrp.method == \"SEND\"", "msrp.byte.range"))
                    .anyMatch(range -> range.endsWith("/" + size));
            sending.end();
            streams.answerer().end();
        }
    }
}
