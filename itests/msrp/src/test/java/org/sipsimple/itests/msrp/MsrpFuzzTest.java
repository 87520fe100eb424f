/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.msrp.MsrpUri;
import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.MsrpDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the bytes and however they are split: the same chunks, or a {@link MsrpSyntaxException}; and what was read
 * can be written and read again. A normal build tries the inputs kept in the resources; with {@code JAZZER_FUZZ=1}, as
 * in {@code ./verify --full}, new ones are looked for.
 */
class MsrpFuzzTest {

    /** What came out of the decoder, as text. */
    private static final class Seen implements ChunkHandler {
        final List<MsrpChunk> heads = new ArrayList<>();
        final List<String> all = new ArrayList<>();
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        @Override
        public void chunkStarted(MsrpChunk head, @Nullable String defect) {
            heads.add(head);
            all.add(head.encodeStart() + defect);
        }

        @Override
        public void chunkData(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            data.writeBytes(bytes);
        }

        @Override
        public void chunkEnded(char flag) {
            all.add(data.toString(StandardCharsets.ISO_8859_1) + flag);
            data.reset();
        }
    }

    /** The first byte says how the rest is split. */
    @FuzzTest(maxDuration = "60s")
    void bytes(byte[] input) {
        tryBytes(input);
    }

    /** For the fuzzer's own command line. */
    public static void fuzzerTestOneInput(byte[] input) {
        tryBytes(input);
    }

    private static void tryBytes(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        Seen whole = new Seen();
        String wholeFailure = decode(stream, Math.max(1, stream.length), whole, false);
        Seen split = new Seen();
        String splitFailure = decode(stream, 1 + (input[0] & 0x1F), split, true);
        assertThat(split.all).isEqualTo(whole.all);
        assertThat(splitFailure == null).isEqualTo(wholeFailure == null);
        whole.heads.forEach(MsrpFuzzTest::writeAndRead);
        values(new String(stream, StandardCharsets.UTF_8));
    }

    /** Feeds the decoder as a connection does; returns what it complained of. */
    private static @Nullable String decode(byte[] stream, int portion, Seen seen, boolean direct) {
        MsrpDecoder decoder = new MsrpDecoder(seen, () -> false);
        byte[] rest = {};
        try {
            for (int at = 0; at < stream.length; at += portion) {
                int count = Math.min(portion, stream.length - at);
                int size = rest.length + count;
                ByteBuffer in = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
                in.put(rest).put(stream, at, count).flip();
                decoder.decode(in);
                rest = new byte[in.remaining()];
                in.get(rest);
            }
            return null;
        } catch (MsrpSyntaxException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void writeAndRead(MsrpChunk head) {
        Seen again = new Seen();
        byte[] written = head.toBuilder().flag('+').build().encode();
        assertThat(decode(written, written.length, again, false)).isNull();
        assertThat(again.heads).hasSize(1);
        assertThat(again.heads.get(0).encodeStart()).isEqualTo(head.encodeStart());
        try {
            for (MsrpHeader header : head.headers()) {
                sameAgain(header);
            }
        } catch (MsrpSyntaxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void sameAgain(MsrpHeader header) {
        try {
            assertThat(MsrpHeader.parse(header.name(), header.encoded())).isEqualTo(header);
        } catch (MsrpSyntaxException e) {
            throw new AssertionError("wrote what it cannot read: " + header, e);
        }
    }

    private static void values(String text) {
        try {
            MsrpUri uri = MsrpUri.parse(text);
            assertThat(MsrpUri.parse(uri.toString())).isEqualTo(uri);
        } catch (MsrpSyntaxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
