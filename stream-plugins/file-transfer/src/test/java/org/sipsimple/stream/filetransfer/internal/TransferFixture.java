/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.testkit.CuttingProxy;
import org.sipsimple.stream.testkit.MsrpEnds;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

/** Alice sends to Bob, or Bob fetches from her, over a connection that a test can cut. */
final class TransferFixture implements AutoCloseable {
    private static final long PATIENCE = 30;

    final MsrpEnds ends = new MsrpEnds();
    final Path outbox;
    final Path inbox;

    TransferFixture(Path folder) throws IOException {
        outbox = Files.createDirectories(folder.resolve("outbox"));
        inbox = folder.resolve("inbox");
    }

    Path file(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(outbox.resolve(name), content);
    }

    FileTransferStream outgoing() {
        return (FileTransferStream) new FileTransferStreamFactory(ends.alice().services())
                .create(ends.alice().account());
    }

    FileTransferStream sending(Path file) throws IOException {
        FileTransferStream stream = outgoing();
        stream.send(file);
        return stream;
    }

    FileTransferStream receiving(SdpSession offer) {
        FileTransferStreamFactory factory =
                new FileTransferStreamFactory(ends.bob().services());
        if (!factory.accepts(ends.bob().account(), offer, 0)) {
            throw new AssertionError("not taken: " + offer);
        }
        FileTransferStream stream =
                (FileTransferStream) factory.createIncoming(ends.bob().account(), offer, 0);
        stream.receiveInto(inbox);
        return stream;
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletionStage<?> stage) throws Exception {
        try {
            get(stage);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /** Both ends of a transfer that is over; what passed is counted in bytes on the wire. */
    record Attempt(FileTransferStream sender, FileTransferStream receiver, SdpSession answer, long passed) {}

    /** Sends the file over a network that breaks after so many bytes; returns when both ends know. */
    Attempt sendUntil(Path file, long limit) throws Exception {
        FileTransferStream sender = sending(file);
        Agreed<FileTransferStream> streams = ends.agree(sender, this::receiving);
        int port = streams.offer().media().get(0).port();
        try (CuttingProxy proxy = new CuttingProxy(port, limit)) {
            // Bob, who answers, connects; he is told the port of the proxy
            SdpSession seenByBob = SdpSession.parse(
                    streams.offer().toString().replace("127.0.0.1:" + port + "/", "127.0.0.1:" + proxy.port() + "/"));
            sender.start(streams.offer(), streams.answer(), 0);
            streams.answerer().start(streams.answer(), seenByBob, 0);
            over(sender);
            over(streams.answerer());
            sender.end();
            streams.answerer().end();
            return new Attempt(sender, streams.answerer(), streams.answer(), proxy.passed());
        }
    }

    private static void over(FileTransferStream stream) throws Exception {
        get(stream.transferred().handle((file, failure) -> null));
    }

    @Override
    public void close() {
        ends.close();
    }
}
