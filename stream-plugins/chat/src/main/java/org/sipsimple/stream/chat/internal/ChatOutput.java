/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.OutgoingMessage;
import org.sipsimple.msrp.Reports;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatStreamException;
import org.sipsimple.stream.chat.ChatStreamNotification;
import org.sipsimple.stream.chat.SentChat;

/** Messages on their way out, in order; before there is a connection they wait. Thread-safe. */
final class ChatOutput {
    /** Who queues more than this before the stream has started does not wait for anybody to read it. */
    private static final int MOST_WAITING = 10_000;

    private static final int OK = 200;

    private final DefaultChatStream stream;
    private final MessageIds ids = new MessageIds();
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable ChatWriter writer;
    private @Nullable MsrpSession session;
    private @Nullable String closed;

    private record Waiting(ChatDraft draft, String id, CompletableFuture<Void> delivered) {}

    ChatOutput(DefaultChatStream stream) {
        this.stream = stream;
    }

    /** From now on it is known what the peer takes. */
    synchronized void describe(ChatWriter newWriter) {
        writer = newWriter;
    }

    /** Sends what has been waiting. Under the lock, so that nothing can overtake it. */
    synchronized void connected(MsrpSession bound) {
        session = bound;
        waiting.forEach(each -> send(bound, each));
        waiting.clear();
    }

    SentChat send(ChatDraft draft) {
        Waiting message = new Waiting(draft, ids.next(), new CompletableFuture<>());
        String refusal = enqueue(message);
        if (refusal != null) {
            fail(message, 0, refusal, null, null);
        }
        return new SentChat(message.id(), message.delivered());
    }

    private synchronized @Nullable String enqueue(Waiting message) {
        if (closed != null) {
            return closed;
        }
        if (session != null) {
            send(session, message);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(message);
        } else {
            return "too many messages wait for the stream to start";
        }
        return null;
    }

    private void send(MsrpSession bound, Waiting message) {
        ChatWriter.Written written;
        try {
            written = java.util.Objects.requireNonNull(writer).write(message.draft(), message.id(), stream.time());
        } catch (ChatStreamException e) {
            fail(message, e.code(), String.valueOf(e.getMessage()), e, null);
            return;
        }
        Payload payload = written.payload();
        OutgoingMessage sent =
                bound.send(payload.body(), payload.type().toString(), Reports.ALL, List.of(), message.id());
        stream.tell(new ChatStreamNotification.DidSendMessage(
                stream, stream.scheduler().now(), message.id(), written.message()));
        var unused = sent.delivered().whenComplete((nothing, failure) -> settled(message, sent, failure));
    }

    private void settled(Waiting message, OutgoingMessage sent, @Nullable Throwable failure) {
        MsrpChunk answer = sent.answer().orElse(null);
        if (failure == null) {
            stream.tell(new ChatStreamNotification.DidDeliverMessage(
                    stream, stream.scheduler().now(), message.id(), OK, "OK", answer));
            message.delivered().complete(null);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MsrpRefusedException refused) {
            fail(message, refused.code(), refused.comment(), refused, answer);
        } else {
            fail(message, 0, String.valueOf(cause.getMessage()), cause, null);
        }
    }

    private void fail(Waiting message, int code, String reason, @Nullable Throwable cause, @Nullable MsrpChunk answer) {
        stream.tell(new ChatStreamNotification.DidNotDeliverMessage(
                stream, stream.scheduler().now(), message.id(), code, reason, answer));
        ChatStreamException failure = cause instanceof ChatStreamException own
                ? own
                : cause == null ? new ChatStreamException(code, reason) : new ChatStreamException(code, reason, cause);
        message.delivered().completeExceptionally(failure);
    }

    /** What nobody answers; while there is no connection it fails, for it would be stale when there is one. */
    synchronized CompletionStage<Void> sendSilently(Payload content, List<CpimIdentity> recipients) {
        MsrpSession bound = session;
        ChatWriter known = writer;
        if (bound == null || known == null || closed != null) {
            return CompletableFuture.failedStage(new ChatStreamException(0, "the stream is not connected"));
        }
        try {
            Payload payload = known.writeSilently(content, recipients, stream.time());
            if (payload == null) {
                return CompletableFuture.failedStage(new ChatStreamException(
                        0, "the peer does not take " + content.type().essence()));
            }
            return bound.send(payload.body(), payload.type().toString(), Reports.NONE)
                    .written();
        } catch (ChatStreamException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** What waits will not be sent any more. */
    void closed(String reason) {
        List<Waiting> unsent;
        synchronized (this) {
            closed = reason;
            unsent = List.copyOf(waiting);
            waiting.clear();
        }
        unsent.forEach(message -> fail(message, 0, reason, null, null));
    }
}
