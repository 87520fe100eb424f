/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.filetransfer.FileTransferStreamProvider;
import org.sipsimple.stream.testkit.CuttingProxy;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

import static org.assertj.core.api.Assertions.assertThat;

/** A large file over a network that breaks again and again. The numbers are properties of the module. */
class ResumeIT {
    private static final long MEBI = 1024 * 1024;
    private static final long SECONDS = 120;
    private static final double NEVER = -1;

    private final long size = Long.getLong("resume.mebibytes") * MEBI;
    private final int cuts = Integer.getInteger("resume.cuts");

    @TempDir
    Path folder;

    private static MediaStreamFactory factory(MsrpEnds.End end) {
        return new FileTransferStreamProvider()
                .factory(StreamServices.of(Map.of(MsrpStreamServices.class, end.services())));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private Path file(Random random) throws IOException {
        Path file = folder.resolve("large.bin");
        byte[] block = new byte[(int) MEBI];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long done = 0; done < size; done += MEBI) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    @Test
    void aTransferThatIsCutManyTimesArrivesWithoutSendingMoreThanOneMebibyteTwice() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FileSelector selector = FileSelector.forFile(file(random)).computeHash();
        Path inbox = folder.resolve("inbox");
        long most = 0;
        Attempt before = new Attempt(null, 0, 0);
        try (MsrpEnds ends = new MsrpEnds()) {
            for (int i = 0; i <= cuts; i++) {
                double share = i == cuts ? NEVER : 2 * random.nextDouble() / (cuts - i + 2);
                Attempt attempt = attempt(ends, selector, inbox, share);
                long twice = before.passed() - (attempt.begin() - before.begin());
                assertThat(twice)
                        .as("sent but lost, cut %d, %s, then from %d, seed %d", i, before, attempt.begin(), seed)
                        .isLessThan(MEBI);
                most = Math.max(most, twice);
                before = attempt;
            }
            assertThat(before.received()).as("seed " + seed).hasSameBinaryContentAs(selector.file());
            assertThat(before.passed() - (size - before.begin()))
                    .as("sent twice at last")
                    .isLessThan(MEBI);
        }
        System.out.printf(
                "%d MiB, cut %d times: at most %d KiB lost with a cut, headers and answers included%n",
                size / MEBI, cuts, most / 1024);
    }

    /**
     * @param received the file; null when the transfer broke
     * @param begin how much was there before
     * @param passed bytes on the wire, headers and answers included
     */
    private record Attempt(Path received, long begin, long passed) {}

    /** @param share of what is not there yet that the network passes on before it breaks, at most two thirds */
    private Attempt attempt(MsrpEnds ends, FileSelector selector, Path inbox, double share) throws Exception {
        FileTransferStream sender =
                (FileTransferStream) factory(ends.alice()).create(ends.alice().account());
        sender.send(selector);
        Agreed<FileTransferStream> streams = ends.agree(sender, offer -> {
            FileTransferStream receiver = (FileTransferStream)
                    factory(ends.bob()).createIncoming(ends.bob().account(), offer, 0);
            receiver.receiveInto(inbox);
            return receiver;
        });
        long begin = streams.answer()
                .media()
                .get(0)
                .attributes()
                .getFirst("file-range")
                .map(range -> Long.parseLong(range.substring(0, range.indexOf('-'))) - 1)
                .orElse(0L);
        long limit = share == NEVER ? -1 : 1 + (long) (share * (size - begin));
        int port = streams.offer().media().get(0).port();
        try (CuttingProxy proxy = new CuttingProxy(port, limit)) {
            SdpSession seenByBob = SdpSession.parse(
                    streams.offer().toString().replace("127.0.0.1:" + port + "/", "127.0.0.1:" + proxy.port() + "/"));
            sender.start(streams.offer(), streams.answer(), 0);
            streams.answerer().start(streams.answer(), seenByBob, 0);
            // a connection that breaks before it is bound fails the streams, and only their end ends the transfer
            get(sender.transferred()
                    .handle((file, failure) -> null)
                    .applyToEither(broken(ends.alice(), sender), nothing -> null));
            get(streams.answerer()
                    .transferred()
                    .handle((file, failure) -> null)
                    .applyToEither(broken(ends.bob(), streams.answerer()), nothing -> null));
            sender.end();
            streams.answerer().end();
            Path received =
                    get(streams.answerer().transferred().handle((file, failure) -> failure == null ? file : null));
            return new Attempt(received, begin, proxy.passed());
        }
    }

    private static CompletionStage<Object> broken(MsrpEnds.End end, FileTransferStream stream) {
        return end.failure(stream).thenApply(reason -> reason);
    }
}
