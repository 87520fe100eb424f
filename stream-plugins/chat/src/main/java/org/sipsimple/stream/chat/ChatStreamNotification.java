/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.imdn.Imdn;
import org.sipsimple.payload.iscomposing.IsComposing;

/**
 * What a chat stream reports beside {@code MediaStreamNotification}. Each DidSendMessage is followed by one
 * DidDeliverMessage or DidNotDeliverMessage. Spec: Middleware API, {@code ChatStream}.
 */
public sealed interface ChatStreamNotification extends Notification {

    @Override
    ChatStream sender();

    @Override
    default String name() {
        return "ChatStream" + getClass().getSimpleName();
    }

    /** A message has come. */
    record GotMessage(ChatStream sender, Instant timestamp, ChatMessage message)
            implements ChatStreamNotification, TextExchange.Received {
        @Override
        public String text() {
            return message.text();
        }
    }

    /** A message is on its way. */
    record DidSendMessage(ChatStream sender, Instant timestamp, String messageId, ChatMessage message)
            implements ChatStreamNotification {}

    /**
     * The peer reported that it has the message.
     *
     * @param code always 200
     * @param chunk the report; null when it did not come in one
     */
    record DidDeliverMessage(
            ChatStream sender, Instant timestamp, String messageId, int code, String reason, @Nullable MsrpChunk chunk)
            implements ChatStreamNotification {}

    /**
     * The message did not reach the peer, or was refused.
     *
     * @param code the MSRP status, 0 when the connection ended before there was one
     * @param chunk the report or response; null when none came
     */
    record DidNotDeliverMessage(
            ChatStream sender, Instant timestamp, String messageId, int code, String reason, @Nullable MsrpChunk chunk)
            implements ChatStreamNotification {}

    /**
     * Somebody writes, or does no longer; that is also told when an active state was not repeated in time.
     *
     * @param refresh seconds after which an active state will be repeated; null when not said
     * @param lastActive null when not said
     * @param contentType what is being written; null when not said
     */
    record GotComposingIndication(
            ChatStream sender,
            Instant timestamp,
            IsComposing.State state,
            @Nullable Long refresh,
            @Nullable OffsetDateTime lastActive,
            @Nullable String contentType,
            CpimIdentity writer,
            List<CpimIdentity> recipients)
            implements ChatStreamNotification {
        public GotComposingIndication {
            recipients = List.copyOf(recipients);
        }
    }

    /** The client of a recipient told what became of a message that asked for it (RFC 5438). */
    record GotDispositionNotification(ChatStream sender, Instant timestamp, Imdn disposition, CpimIdentity recipient)
            implements ChatStreamNotification {}
}
