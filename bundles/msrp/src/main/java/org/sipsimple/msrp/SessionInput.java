/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.Connection;

/** Decides for each chunk that arrives who gets it and what it is answered. On the I/O thread only. */
final class SessionInput implements ChunkHandler, IncomingMessages.Session {
    /** A body of other requests than SEND is no message and may be small only. */
    private static final int MAX_OTHER_BODY = 10 * 1024;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;

    private final MsrpSession session;
    private final MsrpTransport transport;
    private final Connection connection;
    private final MsrpSessionListener listener;
    private final Transactions transactions;
    private final MessageSender sender;
    private final IncomingMessages messages;
    private final ByteArrayOutputStream otherBody = new ByteArrayOutputStream();
    private @Nullable MsrpChunk head;
    private FailureReport failureReport = FailureReport.YES;
    private boolean refused;

    SessionInput(
            MsrpSession session,
            MsrpTransport transport,
            MsrpSessionListener listener,
            List<String> acceptTypes,
            Transactions transactions,
            MessageSender sender) {
        this.session = session;
        this.transport = transport;
        this.listener = listener;
        this.transactions = transactions;
        this.sender = sender;
        connection = transport.connection();
        messages = new IncomingMessages(acceptTypes, this);
    }

    @Override
    public void chunkStarted(MsrpChunk chunk, @Nullable String defect) {
        head = chunk;
        refused = false;
        if (chunk.isResponse()) {
            return;
        }
        try {
            failureReport = chunk.failureReport();
        } catch (MsrpSyntaxException e) {
            failureReport = FailureReport.YES;
            refuse(new MsrpRefusedException(BAD_REQUEST, "Bad Failure-Report"));
            return;
        }
        if (defect != null) {
            refuse(new MsrpRefusedException(BAD_REQUEST, defect));
            return;
        }
        transport.checkIncomingSend(chunk).ifPresent(this::refuse);
        if (!refused && chunk.isRequest("SEND")) {
            try {
                messages.begin(chunk);
            } catch (MsrpRefusedException e) {
                refuse(e);
            }
        }
    }

    /** Answers at once, so that the sender of a large chunk can stop, and drops the rest. */
    private void refuse(MsrpRefusedException refusal) {
        refused = true;
        MsrpChunk chunk = java.util.Objects.requireNonNull(head);
        messages.refuse(String.valueOf(refusal.getMessage()));
        transport.options().logger().log(Level.INFO, chunk + " refused: " + refusal.getMessage());
        if (!chunk.isRequest("REPORT") && failureReport != FailureReport.NO) {
            connection.answer(transport.makeResponse(chunk, refusal.code(), refusal.comment()));
        }
    }

    @Override
    public void chunkData(ByteBuffer data) {
        MsrpChunk chunk = head;
        if (refused || chunk == null || chunk.isResponse()) {
            return;
        }
        if (chunk.isRequest("SEND")) {
            try {
                messages.data(data);
            } catch (MsrpRefusedException e) {
                refuse(e);
            } catch (RuntimeException e) {
                refuse(failed(e));
            }
        } else if (otherBody.size() + data.remaining() > MAX_OTHER_BODY) {
            refuse(new MsrpRefusedException(TOO_LARGE, "Body too large"));
        } else {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            otherBody.writeBytes(bytes);
        }
    }

    private MsrpRefusedException failed(RuntimeException cause) {
        transport.options().logger().log(Level.ERROR, "receiving a message failed: " + cause);
        MsrpRefusedException refusal = new MsrpRefusedException(INTERNAL, "Receiver failed");
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public void chunkEnded(char flag) {
        MsrpChunk chunk = java.util.Objects.requireNonNull(head);
        byte[] body = otherBody.toByteArray();
        otherBody.reset();
        if (chunk.isResponse()) {
            if (!transactions.answered(chunk)) {
                transport.options().logger().log(Level.DEBUG, "unexpected " + chunk);
            }
        } else if (!refused && chunk.isRequest("SEND")) {
            sendEnded(chunk, flag);
        } else if (!refused && chunk.isRequest("REPORT")) {
            report(chunk);
        } else if (!refused) {
            other(body.length == 0 ? chunk : chunk.toBuilder().data(body).build());
        }
        head = null;
    }

    private void sendEnded(MsrpChunk chunk, char flag) {
        try {
            PartialMessage complete = messages.end(flag);
            if (failureReport == FailureReport.YES) {
                connection.answer(transport.writer().answer(chunk));
            }
            if (complete != null) {
                completed(complete);
            }
        } catch (MsrpRefusedException e) {
            refuse(e);
        } catch (RuntimeException e) {
            refuse(failed(e));
        }
    }

    private void report(MsrpChunk chunk) {
        try {
            sender.reported(chunk);
        } catch (MsrpSyntaxException e) {
            transport.options().logger().log(Level.WARNING, "unreadable REPORT: " + e.getMessage());
        }
    }

    private void other(MsrpChunk request) {
        var unused = listener.request(session, request)
                .whenComplete((answer, failure) -> connection.execute(() -> {
                    MsrpSessionListener.Answer given =
                            failure == null ? answer : MsrpSessionListener.Answer.of(INTERNAL, "Internal error");
                    MsrpChunk.Builder response =
                            transport.makeResponse(request, given.code(), given.comment()).toBuilder();
                    given.headers().forEach(response::header);
                    connection.answer(response.build());
                    connection.flushSoon();
                }));
    }

    @Override
    public MessageReceiver incoming(IncomingMessage message) throws MsrpRefusedException {
        return listener.incoming(session, message);
    }

    private void completed(PartialMessage message) {
        CompletionStage<Void> kept = message.receiver().completed(message.total());
        if (kept == MessageCollector.DONE) {
            report(message, null);
            return;
        }
        var unused = kept.whenComplete((done, failure) -> {
            if (connection.isOnItsThread()) {
                report(message, failure);
            } else {
                connection.execute(() -> report(message, failure));
            }
        });
    }

    private void report(PartialMessage message, @Nullable Throwable failure) {
        MsrpChunk first = message.message().head();
        if (failure == null) {
            if (first.successReport()) {
                sendReport(message, OK, "OK");
            }
            return;
        }
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean wanted = !"no".equals(first.header("Failure-Report").orElse("yes"));
        transport.options().logger().log(Level.WARNING, "a message was received but not taken: " + reason);
        if (wanted && reason instanceof MsrpRefusedException refusal) {
            sendReport(message, refusal.code(), refusal.comment());
        } else if (wanted) {
            sendReport(message, TOO_LARGE, "Cannot be stored");
        }
    }

    private void sendReport(PartialMessage message, int code, String comment) {
        MsrpChunk first = message.message().head();
        IncomingMessage about = message.message();
        connection.answer(transport
                .writer()
                .report(transport.newId(), first, about.id(), message.total(), new MsrpHeader.Status(code, comment)));
        connection.flushSoon();
    }

    @Override
    public void connectionClosed(@Nullable IOException cause) {
        messages.closed(cause == null ? "the connection is closed" : String.valueOf(cause.getMessage()));
        session.connectionClosed(cause);
    }
}
