/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.imdn.ImdnHeaders;
import org.sipsimple.payload.iscomposing.IsComposing;
import org.sipsimple.payload.iscomposing.IsComposingCodec;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatMessage;
import org.sipsimple.stream.chat.ChatStream;
import org.sipsimple.stream.chat.ChatStreamException;
import org.sipsimple.stream.chat.SentChat;

/** Chat over MSRP; what comes is judged by {@link ChatInput}, what goes waits in {@link ChatOutput}. */
final class DefaultChatStream extends MsrpStreamBase implements ChatStream {
    private static final String COMPOSING = "application/im-iscomposing+xml";
    private static final String DISPOSITION = "message/imdn+xml";
    private static final List<String> TYPES = List.of("message/cpim", "text/*", "image/*", COMPOSING);
    private static final List<String> WRAPPED = List.of("text/*", "image/*", COMPOSING, DISPOSITION);
    private static final int OK = 200;

    private final ChatOutput output = new ChatOutput(this);
    private volatile @Nullable ChatPeer peer;
    private volatile @Nullable ChatInput input;

    DefaultChatStream(
            Account account, MsrpStreamServices services, @Nullable SdpSession remoteOffer, int offeredIndex) {
        super(account, services, remoteOffer, offeredIndex);
    }

    @Override
    public String type() {
        return ChatStreamFactory.TYPE;
    }

    @Override
    public String mediaType() {
        return ChatStreamFactory.MEDIA;
    }

    @Override
    public List<String> acceptTypes() {
        return TYPES;
    }

    @Override
    public List<String> acceptWrappedTypes() {
        return WRAPPED;
    }

    // --- the life of the stream

    @Override
    protected void agreed(SdpMedia local, SdpMedia remote) {
        ChatPeer described = ChatPeer.of(remote);
        if (!described.types().acceptsAny("message/cpim", "text/plain", "text/html")) {
            throw new IllegalArgumentException("the peer takes no text");
        }
        CpimIdentity self = identity(session().localIdentity().orElse(account().identity()));
        CpimIdentity other = identity(
                session().remoteIdentity().orElseThrow(() -> new IllegalArgumentException("the session has no peer")));
        peer = described;
        input = new ChatInput(this, new ChatReader(new MimeTypes(WRAPPED), self, other, described.room()));
        output.describe(new ChatWriter(described, self, other));
    }

    private static CpimIdentity identity(NameAddress address) {
        return new CpimIdentity(address.displayName(), "sip:" + address.uri().address());
    }

    @Override
    protected void connected(MsrpSession bound) {
        output.connected(bound);
    }

    @Override
    protected void ended(String reason) {
        output.closed(reason.isEmpty() ? "the stream has ended" : reason);
        ChatInput listening = input;
        if (listening != null) {
            listening.close();
        }
    }

    // --- what comes

    @Override
    protected MessageReceiver incoming(MsrpSession from, IncomingMessage message) throws MsrpRefusedException {
        return input().judging(from.collect(message));
    }

    @Override
    protected void received(IncomingMessage message, byte[] content) {
        input().received(message.contentType(), content);
    }

    private ChatInput input() {
        return java.util.Objects.requireNonNull(input, "messages come after the start only");
    }

    // --- what the user can do

    @Override
    public SentChat sendMessage(ChatDraft draft) {
        return output.send(draft);
    }

    @Override
    public CompletionStage<Void> sendText(String text) {
        return sendMessage(ChatDraft.text(text)).delivered();
    }

    @Override
    public CompletionStage<Void> sendComposingIndication(
            IsComposing.State state,
            @Nullable Duration refresh,
            @Nullable OffsetDateTime lastActive,
            List<CpimIdentity> recipients) {
        IsComposing document = IsComposing.of(state)
                .withRefresh(refresh == null ? null : refresh.toSeconds())
                .withLastActive(lastActive)
                .withContentType("text");
        Payload payload = new IsComposingCodec().encode(document);
        return output.sendSilently(payload, recipients);
    }

    @Override
    public CompletionStage<Void> sendDisplayed(ChatMessage message) {
        if (message.cpim() == null || !ImdnHeaders.requests(message.cpim()).contains(ImdnHeaders.Request.DISPLAY)) {
            return CompletableFuture.failedStage(
                    new ChatStreamException(0, "the sender did not ask whether the message was displayed"));
        }
        return input().disposition(message, false)
                .map(answer -> output.sendSilently(answer, List.of()))
                .orElseGet(() ->
                        CompletableFuture.failedStage(new ChatStreamException(0, "the message has no id to refer to")));
    }

    /** Sends a document of the client, not of its user. */
    CompletionStage<Void> sendSilently(Payload payload) {
        return output.sendSilently(payload, List.of());
    }

    @Override
    public CompletionStage<Void> setLocalNickname(String nickname) {
        MsrpSession bound = msrpSession();
        if (bound == null) {
            return CompletableFuture.failedStage(new ChatStreamException(0, "the stream has not started"));
        }
        if (!nicknamesAllowed()) {
            return CompletableFuture.failedStage(new ChatStreamException(0, "the peer does not support nicknames"));
        }
        if (nickname.chars().anyMatch(c -> c < ' ')) {
            return CompletableFuture.failedStage(new ChatStreamException(0, "a nickname has no control characters"));
        }
        String quoted = '"' + nickname.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        CompletableFuture<Void> done = new CompletableFuture<>();
        var unused = bound.request("NICKNAME", List.of(new MsrpHeader.Other("Use-Nickname", quoted)))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(
                                new ChatStreamException(0, String.valueOf(failure.getMessage()), failure));
                    } else if (answer.code() != OK) {
                        done.completeExceptionally(new ChatStreamException(
                                answer.code(),
                                "the room refused the nickname: " + answer.code() + " " + answer.comment()));
                    } else {
                        done.complete(null);
                    }
                });
        return done;
    }

    @Override
    public boolean cpimEnabled() {
        ChatPeer known = peer;
        return known != null && known.takesCpim();
    }

    @Override
    public boolean privateMessagesAllowed() {
        ChatPeer known = peer;
        return known != null && known.privateMessages();
    }

    @Override
    public boolean nicknamesAllowed() {
        ChatPeer known = peer;
        return known != null && known.nicknames();
    }

    OffsetDateTime time() {
        return now().atOffset(ZoneOffset.UTC);
    }

    void tell(org.sipsimple.stream.chat.ChatStreamNotification notification) {
        post(notification);
    }

    org.sipsimple.api.threading.Scheduler scheduler() {
        return services().threads().scheduler();
    }
}
