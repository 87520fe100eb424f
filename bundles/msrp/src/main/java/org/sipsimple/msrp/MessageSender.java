/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.ChunkedContent;
import org.sipsimple.msrp.internal.Connection;

/** The messages of a session that are on their way out. {@code send} and {@code sendFile} are thread-safe, all else is for
 * the I/O thread. */
final class MessageSender {
    /** RFC 4975 section 7.1.1: a chunk larger than this must be one that can be cut short. */
    private static final int UNINTERRUPTED = 2048;

    /** Kamailio's relay takes frames up to about 11 kB, and holds few of them back for a slow receiver. */
    private static final int RELAYED_CHUNK = 8192;

    private static final int RELAYED_WINDOW = 32;
    private static final int OK = 200;

    private final MsrpTransport transport;
    private final Connection connection;
    private final Transactions transactions;
    private final Runnable messageWritten;
    private final Map<String, SentMessage> unreported = new HashMap<>();
    private final Map<SentMessage, Content> unwritten = new HashMap<>();
    private @Nullable IOException closed;

    MessageSender(MsrpTransport transport, Transactions transactions, Runnable messageWritten) {
        this.transport = transport;
        this.transactions = transactions;
        this.messageWritten = messageWritten;
        connection = transport.connection();
    }

    boolean idle() {
        return unwritten.isEmpty();
    }

    OutgoingMessage send(
            byte[] bytes, String contentType, Reports reports, List<MsrpHeader> headers, @Nullable String messageId) {
        String id = Optional.ofNullable(messageId).orElseGet(transport::newId);
        SentMessage message = new SentMessage(id, reports, 0, bytes.length, this::cancel);
        List<MsrpHeader> all = new ArrayList<>(headers);
        all.add(new MsrpHeader.ContentType(MsrpChunk.requireLine(contentType)));
        if (transport.usesRelay() && bytes.length > RELAYED_CHUNK) {
            connection.execute(
                    () -> start(message, all, content -> ChunkedContent.of(content, bytes, RELAYED_CHUNK, true)));
            return message;
        }
        ByteRange range = bytes.length > UNINTERRUPTED
                ? new ByteRange(1, ByteRange.UNKNOWN, bytes.length)
                : ByteRange.of(1, bytes.length, bytes.length);
        // drawn after the content is known: that it should occur in it is out of the question
        String transactionId = transport.newId();
        byte[] encoded = headers.isEmpty()
                ? transport.writer().send(transactionId, id, range, reports, contentType, bytes)
                : builder(transactionId, message, range, all)
                        .data(bytes)
                        .build()
                        .encode();
        connection.execute(() -> sendWhole(message, transactionId, bytes.length, encoded));
        return message;
    }

    private MsrpChunk.Builder builder(
            String transactionId, SentMessage message, ByteRange range, List<MsrpHeader> headers) {
        MsrpChunk.Builder chunk = transport
                .makeRequest(transactionId, "SEND")
                .header("Message-ID", message.messageId())
                .header("Byte-Range", range.toString());
        if (message.reports().success()) {
            chunk.header("Success-Report", "yes");
        }
        if (message.reports().failure() != FailureReport.YES) {
            chunk.header("Failure-Report", message.reports().failure().text());
        }
        headers.forEach(chunk::header);
        return chunk;
    }

    private void sendWhole(SentMessage message, String transactionId, int size, byte[] encoded) {
        if (refuse(message)) {
            return;
        }
        register(message);
        expectAnswer(message, transactionId, new long[] {size}, null);
        connection.send(encoded, failure -> {
            if (failure != null) {
                fail(message, failure);
            } else {
                message.allWritten();
                tidy(message);
            }
        });
        connection.flushSoon();
    }

    private boolean refuse(SentMessage message) {
        if (closed != null) {
            message.fail(closed);
        }
        return closed != null;
    }

    private void register(SentMessage message) {
        if (message.reports().success() || message.reports().failure() != FailureReport.NO) {
            unreported.put(message.messageId(), message);
        }
    }

    private void tidy(SentMessage message) {
        if (message.over()) {
            unreported.remove(message.messageId());
        }
    }

    private void fail(SentMessage message, Exception reason) {
        message.fail(reason);
        tidy(message);
    }

    OutgoingMessage sendFile(OutgoingFile file, Reports reports) {
        String id = Optional.ofNullable(file.messageId()).orElseGet(transport::newId);
        SentMessage message = new SentMessage(id, reports, file.position(), file.size(), this::cancel);
        boolean relayed = transport.usesRelay();
        int chunkSize = relayed ? RELAYED_CHUNK : transport.options().chunkSize();
        connection.execute(() -> start(
                message,
                file.headers(),
                content -> ChunkedContent.of(content, file.file(), file.position(), file.size(), chunkSize, relayed)));
        return message;
    }

    private interface Chunking {
        ChunkedContent of(Content owner);
    }

    private void start(SentMessage message, List<MsrpHeader> headers, Chunking chunking) {
        if (refuse(message)) {
            return;
        }
        register(message);
        Content content = new Content(message, headers);
        content.chunks = chunking.of(content);
        unwritten.put(message, content);
        connection.send(content.chunks);
        connection.flushSoon();
    }

    private void cancel(SentMessage message) {
        connection.execute(() -> {
            fail(message, new MsrpException("given up"));
            Content content = unwritten.get(message);
            if (content != null) {
                content.wake();
            }
        });
    }

    /** @param length of the chunk's data, known at the latest when the chunk is out */
    private void expectAnswer(SentMessage message, String transactionId, long[] length, @Nullable Content content) {
        FailureReport wanted = message.reports().failure();
        if (wanted == FailureReport.NO) {
            return;
        }
        message.chunkBegins();
        transactions.add(transactionId, new Transactions.Answered() {
            @Override
            public void answered(int code, String comment, @Nullable MsrpChunk response) {
                if (response != null) {
                    message.answeredBy(response);
                }
                if (code == OK || response == null && wanted == FailureReport.PARTIAL) {
                    message.chunkAccepted(length[0]);
                    tidy(message);
                } else {
                    fail(message, new MsrpRefusedException(code, comment));
                }
                if (content != null) {
                    content.wake();
                }
                messageWritten.run();
            }

            @Override
            public void failed(IOException cause) {
                fail(message, cause);
            }
        });
    }

    /** A REPORT has come. Reports for messages that are over are of no interest. */
    void reported(MsrpChunk report) throws MsrpSyntaxException {
        SentMessage message = report.messageId().map(unreported::get).orElse(null);
        Optional<MsrpHeader.Status> status = report.status();
        if (message == null || status.isEmpty()) {
            return;
        }
        message.answeredBy(report);
        if (status.get().code() == OK) {
            message.reported(report.byteRange().orElse(new ByteRange(1, Long.MAX_VALUE, ByteRange.UNKNOWN)));
            tidy(message);
        } else {
            fail(
                    message,
                    new MsrpRefusedException(status.get().code(), status.get().comment()));
            Content content = unwritten.get(message);
            if (content != null) {
                content.wake();
            }
        }
    }

    void closed(IOException cause) {
        closed = cause;
        List<SentMessage> all = new ArrayList<>(unreported.values());
        all.addAll(unwritten.keySet());
        unreported.clear();
        unwritten.clear();
        all.forEach(message -> message.fail(cause));
    }

    /** The chunks of one message. */
    private final class Content implements ChunkedContent.Owner {
        private final SentMessage message;
        private final List<MsrpHeader> headers;
        private @Nullable ChunkedContent chunks;
        private String transactionId = "";
        private long[] length = {0};
        private boolean waiting;

        Content(SentMessage message, List<MsrpHeader> headers) {
            this.message = message;
            this.headers = headers;
        }

        @Override
        public byte[] chunkStarts(long start, long end) {
            ByteRange range = new ByteRange(start + 1, end, message.total());
            transactionId = transport.newId();
            MsrpChunk head = builder(transactionId, message, range, headers).build();
            length = new long[] {0};
            expectAnswer(message, transactionId, length, this);
            return head.encodeStart().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] chunkEnds(char flag, long bytes) {
            length[0] = bytes;
            return ("\r\n-------" + transactionId + flag + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public boolean wanted() {
            return !message.failed();
        }

        @Override
        public boolean mayStartChunk() {
            waiting = message.unanswered()
                    >= (transport.usesRelay()
                            ? RELAYED_WINDOW
                            : transport.options().unanswered());
            return !waiting;
        }

        /** Goes on if it stopped for lack of answers. */
        void wake() {
            if (waiting && chunks != null) {
                waiting = false;
                connection.send(chunks);
            }
            connection.flushSoon();
        }

        @Override
        public void finished() {
            unwritten.remove(message);
            message.allWritten();
            tidy(message);
            messageWritten.run();
        }

        @Override
        public void failed(IOException cause) {
            unwritten.remove(message);
            MessageSender.this.fail(message, cause);
            messageWritten.run();
        }
    }
}
