/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.payload.cpim.CpimMessage;
import org.sipsimple.payload.imdn.Imdn;
import org.sipsimple.payload.imdn.ImdnCodec;
import org.sipsimple.payload.imdn.ImdnHeaders;
import org.sipsimple.payload.iscomposing.IsComposing;
import org.sipsimple.payload.iscomposing.IsComposingCodec;
import org.sipsimple.stream.chat.ChatMessage;
import org.sipsimple.stream.chat.ChatStreamNotification;

/** What becomes of messages that come: told to the user, or to the client, or refused. On the I/O thread. */
final class ChatInput {
    private static final IsComposingCodec COMPOSING = new IsComposingCodec();
    private static final ImdnCodec IMDN = new ImdnCodec();
    private static final int BAD = 400;

    private final DefaultChatStream stream;
    private final ChatReader reader;
    private final ComposingWatch watch;
    private @Nullable MsrpRefusedException verdict;

    ChatInput(DefaultChatStream stream, ChatReader reader) {
        this.stream = stream;
        this.reader = reader;
        this.watch = new ComposingWatch(stream.scheduler());
    }

    /** A receiver that reports to the sender when the message, once complete, is not taken. */
    MessageReceiver judging(MessageReceiver collector) {
        return new MessageReceiver() {
            @Override
            public void data(long position, ByteBuffer data) throws IOException, MsrpRefusedException {
                collector.data(position, data);
            }

            @Override
            public CompletionStage<Void> completed(long total) {
                verdict = null;
                CompletionStage<Void> taken = collector.completed(total);
                MsrpRefusedException refusal = verdict;
                return refusal == null ? taken : CompletableFuture.failedStage(refusal);
            }

            @Override
            public void aborted(String reason) {
                collector.aborted(reason);
            }
        };
    }

    void received(String contentType, byte[] content) {
        try {
            take(reader.read(contentType, content, stream.time()));
        } catch (MsrpRefusedException e) {
            verdict = e;
        } catch (PayloadFormatException e) {
            verdict = new MsrpRefusedException(BAD, "Unreadable content");
            verdict.initCause(e);
        }
    }

    private void take(ChatMessage message) throws PayloadFormatException {
        switch (message.content().type().essence()) {
            case "application/im-iscomposing+xml" -> composing(message, COMPOSING.decode(message.content()));
            case "message/imdn+xml" ->
                stream.tell(new ChatStreamNotification.GotDispositionNotification(
                        stream, stream.scheduler().now(), IMDN.decode(message.content()), message.sender()));
            default -> text(message);
        }
    }

    /** Who has sent a message has stopped to write it (RFC 3994 section 3.2). */
    private void text(ChatMessage message) {
        watch.idle(key(message));
        stream.tell(
                new ChatStreamNotification.GotMessage(stream, stream.scheduler().now(), message));
        CpimMessage wrapper = message.cpim();
        if (wrapper != null && ImdnHeaders.requests(wrapper).contains(ImdnHeaders.Request.POSITIVE_DELIVERY)) {
            disposition(message, true).ifPresent(stream::sendSilently);
        }
    }

    private static String key(ChatMessage message) {
        return message.sender().uri().toLowerCase(Locale.ROOT);
    }

    /** What to tell the sender of a message about it; empty when the message has no id. */
    Optional<Payload> disposition(ChatMessage message, boolean delivery) {
        return Optional.ofNullable(message.cpim())
                .flatMap(ImdnHeaders::messageId)
                .map(id -> IMDN.encode(Imdn.of(
                        id,
                        message.timestamp(),
                        delivery ? Imdn.Disposition.DELIVERY : Imdn.Disposition.DISPLAY,
                        delivery ? Imdn.Status.DELIVERED : Imdn.Status.DISPLAYED)));
    }

    private void composing(ChatMessage message, IsComposing document) {
        if (document.state() == IsComposing.State.ACTIVE) {
            watch.active(
                    key(message),
                    document.refreshInterval(),
                    () -> stream.tell(indication(message, IsComposing.of(IsComposing.State.IDLE))));
        } else {
            watch.idle(key(message));
        }
        stream.tell(indication(message, document));
    }

    private ChatStreamNotification.GotComposingIndication indication(ChatMessage message, IsComposing document) {
        return new ChatStreamNotification.GotComposingIndication(
                stream,
                stream.scheduler().now(),
                document.state(),
                document.refresh(),
                document.lastActive(),
                document.contentType(),
                message.sender(),
                List.copyOf(message.recipients()));
    }

    void close() {
        watch.close();
    }
}
