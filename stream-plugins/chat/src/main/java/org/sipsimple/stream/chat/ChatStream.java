/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.iscomposing.IsComposing;

/**
 * Chat in a session. Messages are wrapped in CPIM where the peer supports it. What happens is told by
 * {@link ChatStreamNotification}. Thread-safe; a stage that fails does so with {@link ChatStreamException}.
 *
 * <pre>{@code
 * ChatStream chat = (ChatStream) registry.find("chat").orElseThrow().create(account);
 * session.addStream(chat);
 * chat.sendMessage(ChatDraft.text("Hello")).delivered().thenRun(() -> show("has arrived"));
 * }</pre>
 *
 * <p>Spec: Middleware API, {@code ChatStream}; RFC 4975, 3862, 3994, 5438, 7701.
 */
@ProviderType
public interface ChatStream extends MediaStream, TextExchange {

    /**
     * Sends a message; before the stream has started it waits in a queue. Delivery fails without anything being sent when
     * the peer does not support what the draft asks for.
     */
    SentChat sendMessage(ChatDraft draft);

    /**
     * Tells that the user writes, or does no longer.
     *
     * @param refresh how often it will be told again while it is so; null for 120 seconds
     * @param lastActive when the user last wrote, null to say nothing
     * @param recipients empty for the peer; others need support for private messages
     * @return completes when it is written; nobody answers
     */
    CompletionStage<Void> sendComposingIndication(
            IsComposing.State state,
            @Nullable Duration refresh,
            @Nullable OffsetDateTime lastActive,
            List<CpimIdentity> recipients);

    /**
     * Chooses a name in a chat room (RFC 7701).
     *
     * @param nickname empty to have none
     * @return completes when the room has accepted it
     */
    CompletionStage<Void> setLocalNickname(String nickname);

    /** Tells the sender of a message that the user has seen it, if the sender asked for that (RFC 5438). */
    CompletionStage<Void> sendDisplayed(ChatMessage message);

    /** Whether the peer takes CPIM; false before the stream has started. */
    boolean cpimEnabled();

    /** Whether the peer is a room that passes on messages to one participant; false before the stream has started. */
    boolean privateMessagesAllowed();

    /** Whether the peer is a room that knows nicknames; false before the stream has started. */
    boolean nicknamesAllowed();
}
