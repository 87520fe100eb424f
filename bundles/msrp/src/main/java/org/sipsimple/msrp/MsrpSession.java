/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.Connection;

/**
 * Messages in both directions over a bound connection: answers and reports are sent and awaited, large messages go in
 * chunks that let others pass, incoming chunks become messages. Thread-safe. Results and listener calls come on the
 * connection's I/O thread, where nothing may wait.
 *
 * <p>To send a line of text: {@code session.send(bytes, "text/plain", Reports.ALL).delivered()}.
 */
public final class MsrpSession {
    private static final int OK = 200;

    private final MsrpTransport transport;
    private final Connection connection;
    private final MsrpSessionListener listener;
    private final Transactions transactions;
    private final MessageSender sender;
    private final SessionInput input;
    private final MessageCollector.Budget budget = new MessageCollector.Budget();
    private final KeepAlive keepAlive;
    private boolean shuttingDown;
    private boolean closed;

    /**
     * Takes the transport over and begins to read.
     *
     * @param acceptTypes MIME types that are taken, {@code *} and {@code text/*} among them; others are answered 415
     */
    public MsrpSession(MsrpTransport transport, List<String> acceptTypes, MsrpSessionListener listener) {
        this.transport = transport;
        this.listener = listener;
        connection = transport.connection();
        transactions = new Transactions(
                connection, transport.stack().scheduler(), transport.options().timeout());
        sender = new MessageSender(transport, transactions, this::checkShutdown);
        input = new SessionInput(this, transport, listener, acceptTypes, transactions, sender);
        keepAlive = new KeepAlive(transport, transactions);
        connection.execute(() -> {
            transport.takeOver(input);
            keepAlive.start();
            RelayLease lease = transport.lease();
            if (lease != null) {
                lease.start(transport, transactions);
            }
        });
    }

    public MsrpTransport transport() {
        return transport;
    }

    /**
     * Sends a message. It goes in one chunk, since today's peers take no others for chat; only a relay makes it cut.
     *
     * @param content not to be changed any more
     */
    public OutgoingMessage send(byte[] content, String contentType, Reports reports) {
        return send(content, contentType, reports, List.of());
    }

    /** The same with more headers. */
    public OutgoingMessage send(byte[] content, String contentType, Reports reports, List<MsrpHeader> headers) {
        return send(content, contentType, reports, headers, null);
    }

    /** The same with a Message-ID of the caller's, who sees to it that nobody can guess it; null for a new one. */
    public OutgoingMessage send(
            byte[] content, String contentType, Reports reports, List<MsrpHeader> headers, @Nullable String messageId) {
        return sender.send(content, contentType, reports, headers, messageId);
    }

    /** Puts a file into the queue. Its size must not shrink until it is sent. */
    public OutgoingMessage sendFile(OutgoingFile file, Reports reports) {
        return sender.sendFile(file, reports);
    }

    /**
     * Sends a request and reports its answer.
     *
     * @param response given the response; one with 408 made here when none comes and Failure-Report is {@code yes}, one
     *     with 200 when it is {@code partial} or {@code no}, or with 481 when the connection is gone
     */
    public void sendChunk(MsrpChunk chunk, Consumer<MsrpChunk> response) {
        var unused = transact(chunk)
                .whenComplete((answer, failure) -> response.accept(
                        failure == null
                                ? answer
                                : MsrpChunk.response(chunk.transactionId(), 481, "Not connected")
                                        .build()));
    }

    /**
     * Sends a request and waits for success.
     *
     * @return the response with 200; made here at once if Failure-Report is {@code no}. Fails with
     *     {@link MsrpRefusedException}, or {@link IOException} when the connection is gone
     */
    public CompletionStage<MsrpChunk> deliverChunk(MsrpChunk chunk) {
        CompletableFuture<MsrpChunk> result = new CompletableFuture<>();
        var unused = transact(chunk).whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (answer.code() != OK) {
                result.completeExceptionally(new MsrpRefusedException(answer.code(), answer.comment()));
            } else {
                result.complete(answer);
            }
        });
        return result;
    }

    /**
     * Sends a request of any method, for example NICKNAME.
     *
     * @return the response, whatever its code; 408 made here when none comes
     */
    public CompletionStage<MsrpChunk> request(String method, List<MsrpHeader> headers) {
        MsrpChunk.Builder chunk = transport.makeRequest(method);
        headers.forEach(chunk::header);
        return transact(chunk.build());
    }

    private CompletionStage<MsrpChunk> transact(MsrpChunk chunk) {
        CompletableFuture<MsrpChunk> result = new CompletableFuture<>();
        FailureReport wanted;
        try {
            wanted = chunk.failureReport();
        } catch (MsrpSyntaxException e) {
            return CompletableFuture.failedStage(e);
        }
        byte[] bytes = chunk.encode();
        connection.execute(() -> {
            if (wanted != FailureReport.NO && !closed) {
                transactions.add(chunk.transactionId(), new Transactions.Answered() {
                    @Override
                    public void answered(int code, String comment, @Nullable MsrpChunk response) {
                        boolean fine = response == null && wanted == FailureReport.PARTIAL;
                        result.complete(
                                response == null ? made(chunk, fine ? OK : code, fine ? "" : comment) : response);
                        checkShutdown();
                    }

                    @Override
                    public void failed(IOException reason) {
                        result.completeExceptionally(reason);
                    }
                });
            }
            connection.send(bytes, failure -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (wanted == FailureReport.NO) {
                    result.complete(made(chunk, OK, ""));
                }
            });
            connection.flushSoon();
        });
        return result;
    }

    private static MsrpChunk made(MsrpChunk request, int code, String comment) {
        return MsrpChunk.response(request.transactionId(), code, comment).build();
    }

    /** A receiver that collects the message in memory and then hands it to {@link MsrpSessionListener#received}. */
    public MessageReceiver collect(IncomingMessage message) throws MsrpRefusedException {
        int max = transport.options().maxMessage();
        if (message.total() > max) {
            throw new MsrpRefusedException(413, "Message too large");
        }
        return new MessageCollector(max, budget, content -> listener.received(this, message, content));
    }

    /** Stops or resumes reading, so that a peer that is too fast has to wait. */
    public void setReadingPaused(boolean paused) {
        connection.execute(() -> connection.setPaused(paused));
    }

    /** Sends what is in the queue, waits for the answers, then closes the connection. */
    public void shutdown() {
        connection.execute(() -> {
            shuttingDown = true;
            checkShutdown();
        });
    }

    private void checkShutdown() {
        if (shuttingDown && !closed && sender.idle() && transactions.isEmpty()) {
            stopTimers();
            connection.closeWhenSent();
        }
    }

    private void stopTimers() {
        keepAlive.stop();
        RelayLease lease = transport.lease();
        if (lease != null) {
            lease.stop();
        }
    }

    /** Closes at once. */
    public void close() {
        transport.close();
    }

    void connectionClosed(@Nullable IOException reason) {
        closed = true;
        stopTimers();
        IOException failure = reason == null ? new MsrpException("the connection is closed") : reason;
        transactions.failAll(failure);
        sender.closed(failure);
        listener.closed(this, reason);
    }
}
