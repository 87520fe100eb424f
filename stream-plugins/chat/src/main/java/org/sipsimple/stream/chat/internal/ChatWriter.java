/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.payload.cpim.CpimCodec;
import org.sipsimple.payload.cpim.CpimHeader;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;
import org.sipsimple.payload.imdn.ImdnHeaders;
import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.stream.chat.ChatDraft;
import org.sipsimple.stream.chat.ChatMessage;
import org.sipsimple.stream.chat.ChatStreamException;

/** Turns drafts into what goes over MSRP, as the peer can take it. Immutable. */
final class ChatWriter {
    private static final CpimCodec CPIM = new CpimCodec();

    private final ChatPeer peer;
    private final CpimIdentity self;
    private final CpimIdentity other;

    /** @param other the peer of the session, or the room */
    ChatWriter(ChatPeer peer, CpimIdentity self, CpimIdentity other) {
        this.peer = peer;
        this.self = self;
        this.other = other;
    }

    /** A message as it is known here, and as it travels. */
    record Written(ChatMessage message, Payload payload) {}

    Written write(ChatDraft draft, String messageId, OffsetDateTime now) throws ChatStreamException {
        List<CpimIdentity> to = draft.recipients().isEmpty() ? List.of(other) : draft.recipients();
        boolean others = to.size() != 1 || !to.get(0).uri().equals(other.uri());
        if ((others || !draft.courtesyRecipients().isEmpty()) && !peer.privateMessages()) {
            throw new ChatStreamException(0, "the peer does not support private messages");
        }
        String type = draft.content().type().essence();
        OffsetDateTime when = Optional.ofNullable(draft.timestamp()).orElse(now);
        if (peer.takesCpim() && peer.wrapped().accepts(type)) {
            CpimMessage wrapped = wrap(draft, to, when, messageId);
            return new Written(new ChatMessage(self, to, when, draft.content(), others, wrapped), CPIM.encode(wrapped));
        }
        if (!draft.isPlain()) {
            throw new ChatStreamException(0, "the peer does not support CPIM for " + type);
        }
        if (!peer.types().accepts(type)) {
            throw new ChatStreamException(0, "the peer does not take " + type);
        }
        return new Written(new ChatMessage(self, to, when, draft.content(), false, null), draft.content());
    }

    private CpimMessage wrap(ChatDraft draft, List<CpimIdentity> to, OffsetDateTime when, String messageId) {
        CpimMessage message = new CpimMessage(
                self,
                to,
                draft.courtesyRecipients(),
                draft.subject(),
                when,
                draft.required(),
                List.<CpimHeader>of(),
                BodyPart.of(draft.content()));
        for (CpimHeader header : draft.additionalHeaders()) {
            message = message.withHeader(header);
        }
        return draft.notifications().isEmpty() ? message : ImdnHeaders.ask(message, messageId, draft.notifications());
    }

    /** A message of the client, not of its user; null when the peer does not take that type at all. */
    @Nullable
    Payload writeSilently(Payload content, List<CpimIdentity> recipients, OffsetDateTime now)
            throws ChatStreamException {
        ChatDraft draft = ChatDraft.of(content).withRecipients(recipients);
        String type = content.type().essence();
        boolean taken = peer.takesCpim() && peer.wrapped().accepts(type)
                || recipients.isEmpty() && peer.types().accepts(type);
        return taken ? write(draft, "", now).payload() : null;
    }
}
