/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;

import static org.assertj.core.api.Assertions.assertThat;

class WhiteboardRegistryTest {
    private static final Payload NOTE = Payload.of("text/x-note;v=1", "hi".getBytes(StandardCharsets.UTF_8));

    private final WhiteboardRegistry registry = new WhiteboardRegistry();

    private record Note(String by, String text) {}

    private record NoteCodec(String name) implements PayloadCodec<Note> {
        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public List<String> mediaTypes() {
            return List.of("text/x-note", "text/x-old-note");
        }

        @Override
        public Set<String> eventPackages() {
            return Set.of("notes");
        }

        @Override
        public Note decode(Payload payload) {
            return new Note(name, payload.text());
        }

        @Override
        public Payload encode(Note value) {
            return Payload.of("text/x-note", (value.text() + name).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void followsCodecsThatComeAndGo() throws PayloadFormatException {
        NoteCodec codec = new NoteCodec("a");
        assertThat(registry.decode(NOTE)).isEqualTo(new DecodedPayload.NoCodec(NOTE));
        registry.use(List.of(codec));
        assertThat(registry.decode(NOTE)).isEqualTo(new DecodedPayload.Value(NOTE, new Note("a", "hi")));
        assertThat(registry.encode(new Note("x", "y"))).map(Payload::text).hasValue("ya");
        assertThat(registry.codec(Note.class)).hasValue(codec);
        assertThat(registry.mediaTypes("notes")).containsExactly("text/x-note", "text/x-old-note");
        assertThat(registry.mediaTypes("presence")).isEmpty();
        registry.use(List.of());
        assertThat(registry.decode(NOTE)).isInstanceOf(DecodedPayload.NoCodec.class);
        assertThat(registry.encode(new Note("x", "y"))).isEmpty();
        assertThat(registry.mediaTypes()).isEmpty();
    }

    @Test
    void asksTheFirstOfTwo() {
        NoteCodec one = new NoteCodec("one");
        registry.use(List.of(one, new NoteCodec("two")));
        assertThat(registry.codec(MediaType.parse("text/x-note"))).hasValue(one);
        assertThat(registry.codec(Note.class)).hasValue(one);
    }
}
