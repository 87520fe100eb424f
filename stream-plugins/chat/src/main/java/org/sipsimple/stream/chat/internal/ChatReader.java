/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.payload.cpim.CpimCodec;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;
import org.sipsimple.stream.chat.ChatMessage;

/** Makes messages of what comes over MSRP; what does not tell who and when gets the peer of the session and now. Immutable. */
final class ChatReader {
    private static final CpimCodec CPIM = new CpimCodec();
    private static final int BAD = 400;
    private static final int UNKNOWN_TYPE = 415;

    private final MimeTypes wrapped;
    private final CpimIdentity self;
    private final CpimIdentity other;
    private final boolean room;

    /**
     * @param wrapped types that are taken inside CPIM
     * @param other the peer of the session
     * @param room whether that is a room, so that a message to us alone is a private one
     */
    ChatReader(MimeTypes wrapped, CpimIdentity self, CpimIdentity other, boolean room) {
        this.wrapped = wrapped;
        this.self = self;
        this.other = other;
        this.room = room;
    }

    /** @throws MsrpRefusedException with the code for the sender, when it cannot be read or its content is not taken */
    ChatMessage read(String contentType, byte[] content, OffsetDateTime now) throws MsrpRefusedException {
        try {
            MediaType type = MediaType.parse(contentType);
            if (!type.essence().equals("message/cpim")) {
                return new ChatMessage(other, List.of(self), now, new Payload(type, content), false, null);
            }
            return unwrap(CPIM.decode(new Payload(type, content)), now);
        } catch (PayloadFormatException | IllegalArgumentException e) {
            MsrpRefusedException refusal = new MsrpRefusedException(BAD, "Unreadable message");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private ChatMessage unwrap(CpimMessage message, OffsetDateTime now) throws MsrpRefusedException {
        Payload inner = message.content().payload();
        if (!wrapped.accepts(inner.type().essence())) {
            throw new MsrpRefusedException(UNKNOWN_TYPE, "Unsupported wrapped media type");
        }
        List<CpimIdentity> to = message.to().isEmpty() ? List.of(self) : message.to();
        boolean forUsAlone = room && to.size() == 1 && !to.get(0).uri().equals(other.uri());
        return new ChatMessage(
                Optional.ofNullable(message.from()).orElse(other),
                to,
                Optional.ofNullable(message.dateTime()).orElse(now),
                inner,
                forUsAlone,
                message);
    }
}
