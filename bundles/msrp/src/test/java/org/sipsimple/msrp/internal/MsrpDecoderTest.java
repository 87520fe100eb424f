/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpSyntaxException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MsrpDecoderTest {
    /** The shapes of the examples in RFC 4975 sections 4 and 7: a SEND, its response, a report, an aborted chunk. */
    private static final String CONVERSATION =
            """
            MSRP a786hjs2 SEND
            To-Path: msrp://biloxi.example.com:12763/kjhd37s2s20w2a;tcp
            From-Path: msrp://atlanta.example.com:7654/jshA7weztas;tcp
            Message-ID: 87652491
            Byte-Range: 1-25/25
            Content-Type: text/plain

            Hey Bob, are you there?
            -
            -------a786hjs2$
            MSRP a786hjs2 200 OK
            To-Path: msrp://atlanta.example.com:7654/jshA7weztas;tcp
            From-Path: msrp://biloxi.example.com:12763/kjhd37s2s20w2a;tcp
            -------a786hjs2$
            MSRP dkei38sd REPORT
            To-Path: msrp://atlanta.example.com:7654/jshA7weztas;tcp
            From-Path: msrp://biloxi.example.com:12763/kjhd37s2s20w2a;tcp
            Message-ID: 456s9wlk3
            Byte-Range: 1-106/106
            Status: 000 200 OK
            -------dkei38sd$
            MSRP dkei38ia SEND
            To-Path: msrp://biloxi.example.com:12763/kjhd37s2s20w2a;tcp
            From-Path: msrp://atlanta.example.com:7654/jshA7weztas;tcp
            Message-ID: 456s9wlk4
            Byte-Range: 5-*/8
            Content-Type: text/plain

            -------dkei38ix$
            -------dkei38ia#
            """
                    .replace("\n", "\r\n");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 13, 64, 100, 10_000})
    void decodesTheSameWhateverThePortions(int portion) throws MsrpSyntaxException {
        List<MsrpChunk> chunks = RecordedChunks.decode(bytes(CONVERSATION), portion).chunks;
        assertThat(chunks).hasSize(4);
        assertThat(new String(chunks.get(0).data(), StandardCharsets.UTF_8)).isEqualTo("Hey Bob, are you there?\r\n-");
        assertThat(chunks.get(0).contentType()).contains("text/plain");
        assertThat(chunks.get(1).code()).isEqualTo(200);
        assertThat(chunks.get(1).comment()).isEqualTo("OK");
        assertThat(chunks.get(2).status()).contains(new MsrpHeader.Status(200, "OK"));
        assertThat(chunks.get(3).flag()).isEqualTo('#');
        assertThat(new String(chunks.get(3).data(), StandardCharsets.UTF_8)).isEqualTo("-------dkei38ix$");
        assertThat(chunks.get(3).byteRange().orElseThrow().toString()).isEqualTo("5-*/8");
    }

    @Test
    void decodesAtEverySplitInTwo() throws MsrpSyntaxException {
        byte[] input = bytes(CONVERSATION);
        for (int split = 0; split <= input.length; split++) {
            RecordedChunks recorded = new RecordedChunks();
            MsrpDecoder decoder = new MsrpDecoder(recorded, () -> false);
            ByteBuffer buffer = ByteBuffer.allocate(input.length);
            decoder.decode(buffer.put(input, 0, split).flip());
            decoder.decode(
                    buffer.compact().put(input, split, input.length - split).flip());
            assertThat(recorded.chunks).as("split at %d", split).hasSize(4);
            assertThat(recorded.chunks.get(0).size()).isEqualTo(26);
        }
    }

    @Test
    void findsTheEndAmongRandomDashesAndLineBreaks() throws MsrpSyntaxException {
        Random random = new Random(5);
        byte[] alphabet = bytes("----\r\n-tid1$+#x");
        for (int round = 0; round < 2000; round++) {
            byte[] body = new byte[random.nextInt(60)];
            for (int i = 0; i < body.length; i++) {
                body[i] = alphabet[random.nextInt(alphabet.length)];
            }
            MsrpChunk chunk = MsrpChunk.request("tid9", "SEND")
                    .header("Content-Type", "x/y")
                    .data(body)
                    .build();
            RecordedChunks recorded = RecordedChunks.decode(chunk.encode(), 1 + random.nextInt(30));
            assertThat(recorded.chunks).hasSize(1);
            assertThat(recorded.chunks.get(0).data()).isEqualTo(body);
        }
    }

    @Test
    void takesAnEmptyBodyWithOrWithoutItsLineBreak() throws MsrpSyntaxException {
        String head = "MSRP abcd SEND\r\nContent-Type: text/plain\r\n\r\n";
        for (int portion : new int[] {1, 4, 100}) {
            assertThat(RecordedChunks.decode(bytes(head + "-------abcd$\r\n"), portion).chunks)
                    .hasSize(1);
            assertThat(RecordedChunks.decode(bytes(head + "\r\n-------abcd$\r\n"), portion).chunks)
                    .hasSize(1);
        }
    }

    @Test
    void letsLineBreaksBetweenChunksPass() throws MsrpSyntaxException {
        assertThat(RecordedChunks.decode(bytes("\r\n\r\n" + CONVERSATION), 9).chunks)
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "MSRP abc SEND\r\n",
                "MSRP  SEND\r\n",
                "MSRP abcd\r\n",
                "MSRP abcd \r\n",
                "MSRP abcd send\r\n",
                "MSRP abcd 20\r\n",
                "MSRP abcd 2000\r\n",
                "MSRP ab/d SEND\r\n",
                "MSRP abcdefghijklmnopqrstuvwxyzabcdefgh SEND\r\n",
                "MSRP abcd SEND\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\n"
            })
    void refusesWhatIsNoMsrp(String input) {
        assertThatThrownBy(() -> RecordedChunks.decode(bytes(input), 3)).isInstanceOf(MsrpSyntaxException.class);
    }

    @Test
    void refusesEndlessLinesAndHeaders() {
        assertThatThrownBy(() -> RecordedChunks.decode(bytes("MSRP abcd SEND\r\nX: " + "y".repeat(1 << 20)), 4096))
                .isInstanceOf(MsrpSyntaxException.class)
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> RecordedChunks.decode(bytes("MSRP abcd SEND\r\n" + "X: y\r\n".repeat(100)), 4096))
                .isInstanceOf(MsrpSyntaxException.class)
                .hasMessageContaining("headers");
    }

    @Test
    void goesOnAfterADefectiveHeader() throws MsrpSyntaxException {
        RecordedChunks recorded = RecordedChunks.decode(
                bytes("MSRP abcd SEND\r\nno colon\r\nX: a\u0001b\r\n\r\nbody\r\n-------abcd$\r\n" + CONVERSATION), 11);
        assertThat(recorded.chunks).hasSize(5);
        assertThat(recorded.defects).hasSize(1);
    }

    @Test
    void survivesEveryChangeOfOneByte() {
        byte[] input = bytes(CONVERSATION);
        Random random = new Random(1);
        int decoded = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = input.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                decoded += RecordedChunks.decode(changed, 50).chunks.size();
            } catch (MsrpSyntaxException e) {
                assertThat(e).hasMessageContaining("'");
            }
        }
        assertThat(decoded).isGreaterThan(20_000);
    }
}
