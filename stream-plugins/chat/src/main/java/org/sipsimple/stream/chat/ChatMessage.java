/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;

/**
 * A message that was sent or has come. Immutable. Spec: {@code ChatMessage}, and {@code CPIMMessage} where there is
 * {@link #cpim}.
 *
 * @param sender who said it; the peer of the session where the message does not tell
 * @param recipients whom it is for; ourselves where the message does not tell
 * @param timestamp when it was said; when it came where the message does not tell
 * @param content what was said, out of its wrapper
 * @param isPrivate whether a chat room passed it to or took it for one participant only
 * @param cpim the wrapper with everything else in it; null for a message that came without
 */
public record ChatMessage(
        CpimIdentity sender,
        List<CpimIdentity> recipients,
        OffsetDateTime timestamp,
        Payload content,
        boolean isPrivate,
        @Nullable CpimMessage cpim) {

    public ChatMessage {
        recipients = List.copyOf(recipients);
    }

    /** The content as text, in the charset its type names; UTF-8 when that is unknown. */
    public String text() {
        return new String(content.body(), charset(content.type().parameter("charset")));
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.toLowerCase(Locale.ROOT));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8; // said in the contract above
        }
    }
}
