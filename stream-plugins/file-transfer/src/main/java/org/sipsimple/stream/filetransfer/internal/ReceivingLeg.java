/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.ByteRange;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification.GotChunk;

/**
 * The side that gets the file. The disk has an executor of its own; when it cannot keep up, the peer has to wait. What is
 * marked for the I/O thread belongs to it, {@link FileWriting} to the executor.
 */
final class ReceivingLeg implements DefaultFileTransferStream.Leg {
    private static final Logger LOG = System.getLogger(ReceivingLeg.class.getName());
    private static final long MUCH = 4L * 1024 * 1024;
    private static final int UNWANTED = 413;

    private final DefaultFileTransferStream stream;
    private final FileSelector selector;
    private final Path directory;
    private final Executor disk;
    private volatile long resumedFrom;
    private volatile @Nullable FileWriting writing;
    private volatile @Nullable IOException broken;
    private final AtomicLong queued = new AtomicLong();
    /** I/O thread. */
    private boolean begun;

    ReceivingLeg(DefaultFileTransferStream stream, FileSelector selector, Path directory) {
        this.stream = stream;
        this.selector = selector;
        this.directory = directory;
        // one for all transfers of a file, so that the next attempt begins when the one before has written all it has
        String name = selector.hash() == null ? stream.id() : selector.hash();
        this.disk = stream.parts().threads().serial("file-transfer " + name);
    }

    @Override
    public CompletionStage<Void> prepare() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        disk.execute(() -> {
            try {
                FileWriting opened = FileWriting.open(selector, directory, stream.time());
                resumedFrom = opened.length();
                writing = opened;
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(new IOException("cannot write to " + directory + ": " + e.getMessage(), e));
            }
        });
        return done;
    }

    @Override
    public FileSelector selector() {
        return selector;
    }

    /** A file of which all is there but that was never finished is fetched from its last byte. */
    @Override
    public long start() {
        long there = resumedFrom;
        boolean complete = selector.size() != null && there >= selector.size();
        return complete ? Math.max(1, there) : there + 1;
    }

    @Override
    public void connected(MsrpSession session, TransferLine remote) {
        // the sender begins
    }

    @Override
    public Optional<MsrpSessionListener.Answer> request(MsrpChunk request) {
        if (!request.isRequest("FILE_OFFSET")) {
            return Optional.empty();
        }
        return Optional.of(
                begun
                        ? MsrpSessionListener.Answer.of(UNWANTED, "Transfer has begun")
                        : new MsrpSessionListener.Answer(
                                200, "OK", List.of(new MsrpHeader.Other("Offset", Long.toString(start() - 1)))));
    }

    @Override
    public MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException {
        if (begun) {
            throw new MsrpRefusedException(UNWANTED, "Unwanted message");
        }
        if (message.contentType().toLowerCase(java.util.Locale.ROOT).startsWith("message/cpim")) {
            throw new MsrpRefusedException(415, "No wrapped files");
        }
        begun = true;
        return new Arriving(from, message, shift(message));
    }

    /**
     * What to add to positions in the message for positions in the file: some number a resumed part from 1, which shows
     * in its total.
     */
    private long shift(IncomingMessage message) throws MsrpRefusedException {
        long first;
        try {
            first = message.head().byteRange().map(ByteRange::start).orElse(1L);
        } catch (MsrpSyntaxException e) {
            MsrpRefusedException refusal = new MsrpRefusedException(400, "Bad Byte-Range");
            refusal.initCause(e);
            throw refusal;
        }
        long skipped = start() - 1;
        boolean ofPart = selector.size() != null && message.total() == selector.size() - skipped;
        if (first == 1 && skipped > 0 && !ofPart) {
            disk.execute(() -> attempt(FileWriting::restart));
        }
        return first == 1 && ofPart ? skipped : 0;
    }

    private interface DiskWork {
        void run(FileWriting file) throws IOException;
    }

    /** After the first failure nothing is done any more. */
    private void attempt(DiskWork work) {
        FileWriting file = writing;
        if (broken != null || file == null) {
            return;
        }
        try {
            work.run(file);
        } catch (IOException e) {
            broken = e;
        }
    }

    @Override
    public void ended(String reason) {
        disk.execute(() -> {
            FileWriting file = writing;
            if (file != null) {
                try {
                    file.abandon();
                } catch (IOException e) {
                    LOG.log(
                            Level.WARNING,
                            () -> "a part of a file in " + directory + " cannot be kept: " + e.getMessage());
                }
            }
        });
    }

    /** The one message of the transfer. */
    private final class Arriving implements MessageReceiver {
        private final MsrpSession session;
        private final IncomingMessage message;
        private final long shift;
        private volatile boolean paused;

        Arriving(MsrpSession session, IncomingMessage message, long shift) {
            this.session = session;
            this.message = message;
            this.shift = shift;
        }

        @Override
        public void data(long position, ByteBuffer data) throws IOException {
            IOException failure = broken;
            if (failure != null) {
                throw failure;
            }
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            if (queued.addAndGet(bytes.length) > MUCH) {
                paused = true;
                session.setReadingPaused(true);
            }
            disk.execute(() -> {
                attempt(file -> {
                    file.write(position + shift, bytes);
                    arrived(bytes, file.length());
                });
                if (queued.addAndGet(-bytes.length) <= MUCH / 2 && paused) {
                    paused = false;
                    session.setReadingPaused(false);
                }
            });
        }

        private void arrived(byte[] bytes, long length) {
            long size = Optional.ofNullable(selector.size()).orElse(length);
            stream.tell(new GotChunk(stream, stream.time(), bytes, message.contentType(), length, size));
        }

        @Override
        public CompletionStage<Void> completed(long total) {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            disk.execute(() -> {
                Path[] target = new Path[1];
                attempt(file -> target[0] = file.finish());
                IOException failure = broken;
                if (failure == null && target[0] != null) {
                    stored.complete(null);
                    stream.finished(target[0]);
                } else {
                    String reason = failure == null ? "the transfer is over" : String.valueOf(failure.getMessage());
                    MsrpRefusedException refusal = new MsrpRefusedException(UNWANTED, "File not stored");
                    stored.completeExceptionally(refusal);
                    stream.failed(reason, failure == null ? refusal : failure);
                }
            });
            return stored;
        }

        /** Behind what waits for the disk, so that the most is kept. */
        @Override
        public void aborted(String reason) {
            disk.execute(() -> {
                IOException failure = broken;
                stream.failed(failure == null ? reason : String.valueOf(failure.getMessage()), new IOException(reason));
            });
        }
    }
}
