/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.OutgoingFile;
import org.sipsimple.msrp.OutgoingMessage;
import org.sipsimple.msrp.Reports;
import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification.DidDeliverChunk;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification.DidNotDeliverChunk;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification.HashProgress;

/** The side that has the file: hashes it, then sends from where the receiver wants it. */
final class SendingLeg implements DefaultFileTransferStream.Leg {
    private static final Logger LOG = System.getLogger(SendingLeg.class.getName());
    /** Bytes between two notifications of progress. */
    private static final long STEP = 1024L * 1024;

    private static final int OK = 200;

    private final DefaultFileTransferStream stream;
    private final Path file;
    private volatile FileSelector selector;
    private @Nullable FileChannel channel;
    private @Nullable OutgoingMessage message;
    private boolean over;
    private long told;

    SendingLeg(DefaultFileTransferStream stream, FileSelector selector) {
        this.stream = stream;
        this.selector = selector;
        this.file = Objects.requireNonNull(selector.file());
    }

    @Override
    public CompletionStage<Void> prepare() {
        return stream.parts().threads().call(() -> {
            FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
            synchronized (this) {
                if (over) {
                    opened.close();
                    throw new IOException("the transfer was given up");
                }
                channel = opened;
            }
            if (selector.hash() == null) {
                selector = selector.withHash(FileHashing.hash(file, this::hashed));
            }
            return null;
        });
    }

    private void hashed(long done, long total) {
        if (done % STEP == 0 || done == total) {
            stream.tell(new HashProgress(stream, stream.time(), done, total));
        }
    }

    @Override
    public FileSelector selector() {
        return selector;
    }

    @Override
    public long start() {
        return 1;
    }

    @Override
    public void connected(MsrpSession session, TransferLine remote) {
        if (remote.start() > 1 || !remote.asksOffset()) {
            send(session, remote.start() - 1);
            return;
        }
        // an older client tells where to go on only when it is asked
        var unused = session.request("FILE_OFFSET", List.of()).whenComplete((answer, failure) -> {
            long offset = 0;
            if (failure == null && answer.code() == OK) {
                offset = answer.header("Offset")
                        .filter(digits -> digits.matches("[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .orElse(0L);
            }
            send(session, offset);
        });
    }

    private synchronized void send(MsrpSession session, long offset) {
        FileChannel opened = channel;
        if (over || opened == null) {
            return;
        }
        long size = Objects.requireNonNull(selector.size());
        long position = offset < size ? offset : 0;
        OutgoingFile outgoing = new OutgoingFile(
                opened,
                size,
                position,
                null,
                List.of(
                        disposition(),
                        new MsrpHeader.ContentType(
                                Optional.ofNullable(selector.type()).orElse("application/octet-stream"))));
        OutgoingMessage sent = session.sendFile(outgoing, Reports.ALL);
        message = sent;
        told = position;
        sent.onProgress(bytes -> progress(sent, bytes));
        var unused = sent.delivered().whenComplete((nothing, failure) -> settled(sent, failure));
    }

    private MsrpHeader disposition() {
        return new MsrpHeader.ContentDisposition("attachment", java.util.Map.of());
    }

    private void progress(OutgoingMessage sent, long bytes) {
        long size = Objects.requireNonNull(selector.size());
        synchronized (this) {
            if (bytes - told < STEP && bytes < size || bytes == told) {
                return;
            }
            told = bytes;
        }
        stream.tell(new DidDeliverChunk(
                stream, stream.time(), sent.messageId(), sent.answer().orElse(null), OK, "OK", bytes, size));
    }

    private void settled(OutgoingMessage sent, @Nullable Throwable failure) {
        close();
        if (failure == null) {
            progress(sent, Objects.requireNonNull(selector.size()));
            stream.finished(file);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int code = cause instanceof MsrpRefusedException refused ? refused.code() : 0;
        String reason = String.valueOf(cause.getMessage());
        stream.tell(new DidNotDeliverChunk(
                stream,
                stream.time(),
                sent.messageId(),
                code == 0 ? null : sent.answer().orElse(null),
                code,
                cause instanceof MsrpRefusedException refused ? refused.comment() : reason));
        stream.failed(code == 0 ? reason : "the peer did not take the file: " + reason, cause);
    }

    private void close() {
        FileChannel opened;
        synchronized (this) {
            over = true;
            opened = channel;
            channel = null;
        }
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "cannot close " + file + ": " + e.getMessage());
            }
        }
    }

    /** Nobody said that something else would come. */
    @Override
    public MessageReceiver incoming(MsrpSession from, IncomingMessage ignored) throws MsrpRefusedException {
        throw new MsrpRefusedException(413, "Unwanted message");
    }

    @Override
    public Optional<MsrpSessionListener.Answer> request(MsrpChunk request) {
        return Optional.empty();
    }

    @Override
    public void ended(String reason) {
        OutgoingMessage sent;
        synchronized (this) {
            sent = message;
            over = true;
        }
        if (sent == null) {
            close();
        } else {
            sent.cancel();
        }
    }
}
