/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.stream.chat.ChatMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChatReaderTest {
    private static final CpimIdentity SELF = CpimIdentity.of("sip:self@example.org");
    private static final CpimIdentity PEER = CpimIdentity.of("sip:peer@example.org");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-02-03T04:05:06Z");

    private static ChatReader reader(boolean room) {
        return new ChatReader(new MimeTypes(List.of("text/*")), SELF, PEER, room);
    }

    private static ChatMessage read(String cpim) throws MsrpRefusedException {
        return reader(false).read("message/cpim", cpim.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void takesWhatTheReferenceWrites() throws Exception {
        ChatMessage message = read("From: Alice <sip:alice@example.org>\r\nTo: <sip:bob@example.org>\r\n"
                + "DateTime: 2026-11-27T09:00:00.123456+00:00\r\n\r\n"
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=\"utf8\"\nContent-Transfer-Encoding: \n\nhé");
        assertThat(message.sender()).isEqualTo(new CpimIdentity("Alice", "sip:alice@example.org"));
        assertThat(message.recipients()).containsExactly(CpimIdentity.of("sip:bob@example.org"));
        assertThat(message.timestamp()).isEqualTo(OffsetDateTime.parse("2026-11-27T09:00:00.123456Z"));
        assertThat(message.text()).isEqualTo("hé");
    }

    @Test
    void whoAndWhenAreTheSessionsWhereTheWrapperDoesNotSay() throws Exception {
        ChatMessage message = read("\r\nContent-Type: text/plain\r\n\r\nx");
        assertThat(message.sender()).isEqualTo(PEER);
        assertThat(message.recipients()).containsExactly(SELF);
        assertThat(message.timestamp()).isEqualTo(NOW);
    }

    @Test
    void aMessageOfARoomToOneParticipantIsPrivate() throws Exception {
        String head = "From: <sip:carol@example.org>\r\n";
        String tail = "\r\nContent-Type: text/plain\r\n\r\nx";
        String toSelf = head + "To: <sip:self@example.org>\r\n" + tail;
        String toRoom = head + "To: <sip:peer@example.org>\r\n" + tail;
        ChatReader room = reader(true);
        assertThat(room.read("message/cpim", toSelf.getBytes(StandardCharsets.UTF_8), NOW)
                        .isPrivate())
                .isTrue();
        assertThat(room.read("message/cpim", toRoom.getBytes(StandardCharsets.UTF_8), NOW)
                        .isPrivate())
                .isFalse();
        assertThat(read(toSelf).isPrivate()).isFalse();
    }

    @Test
    void refusesWithTheRightCode() {
        assertThatThrownBy(() -> read("no cpim at all")).hasMessageContaining("400");
        assertThatThrownBy(() -> read("\r\nContent-Type: application/x\r\n\r\nx"))
                .hasMessageContaining("415");
        assertThatThrownBy(() -> read("\r\nContent-Type: nonsense\r\n\r\nx")).hasMessageContaining("400");
        assertThatThrownBy(() -> reader(false).read("nonsense", new byte[0], NOW))
                .hasMessageContaining("400");
    }

    @Test
    void readsTheCharsetTheTypeNames() throws Exception {
        byte[] latin = "na\u00efve".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reader(false)
                        .read("text/plain;charset=ISO-8859-1", latin, NOW)
                        .text())
                .isEqualTo("na\u00efve");
        assertThat(reader(false)
                        .read("text/plain;charset=x-unknown", "a".getBytes(StandardCharsets.UTF_8), NOW)
                        .text())
                .isEqualTo("a");
    }
}
