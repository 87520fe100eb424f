/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.sipsimple.msrp.ByteRange;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.msrp.MsrpUri;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages after the examples of RFC 4975 (sections 4, 5.1 and 10) and RFC 4976, in {@code rfc-messages.txt} with long
 * lines unfolded. Their ranges do not always fit their contents; several count the line break before the end line too. Only
 * the end line can tell where a chunk ends.
 */
class RfcMessagesTest {
    private static final Map<String, byte[]> MESSAGES = read();

    private static Map<String, byte[]> read() {
        try (InputStream in = RfcMessagesTest.class.getResourceAsStream("/org/sipsimple/msrp/rfc-messages.txt")) {
            String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, byte[]> messages = new LinkedHashMap<>();
            for (String part : all.substring(3).split("(?m)^## ")) {
                int end = part.indexOf('\n');
                String message = part.substring(end + 1).replace("\n", "\r\n");
                messages.put(part.substring(0, end), message.getBytes(StandardCharsets.UTF_8));
            }
            return messages;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> names() {
        return MESSAGES.keySet().stream();
    }

    private static MsrpChunk decoded(String name) throws MsrpSyntaxException {
        List<MsrpChunk> chunks = RecordedChunks.decode(MESSAGES.get(name), 1000).chunks;
        assertThat(chunks).hasSize(1);
        return chunks.get(0);
    }

    private static String text(MsrpChunk chunk) {
        return new String(chunk.data(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadInAnyPortionsAndWrittenBackAsItWas(String name) throws MsrpSyntaxException {
        byte[] original = MESSAGES.get(name);
        for (int portion : new int[] {1, 7, 1000}) {
            RecordedChunks read = RecordedChunks.decode(original, portion);
            assertThat(read.defects).isEmpty();
            assertThat(read.chunks).hasSize(1);
            assertThat(read.chunks.get(0).encode()).asString().isEqualTo(new String(original, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyHeaderHasAMeaningThatIsWrittenTheSameWay(String name) throws MsrpSyntaxException {
        for (MsrpHeader header : decoded(name).headers()) {
            assertThat(header).isNotInstanceOf(MsrpHeader.Other.class);
            assertThat(MsrpHeader.parse(header.name(), header.encoded())).isEqualTo(header);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rfc4975-section-4-send, 25",
        "rfc4975-section-10.1-send, 16",
        "rfc4975-section-10.1-send-back, 21",
        "rfc4975-section-10.5-system, 38"
    })
    void someRangesCountTheLineBreakOfTheEndLineToo(String name, int announced) throws MsrpSyntaxException {
        MsrpChunk chunk = decoded(name);
        assertThat(chunk.byteRange()).contains(ByteRange.of(1, announced, announced));
        assertThat(chunk.size()).isBetween(announced - 2, announced - 1);
        assertThat(chunk.flag()).isEqualTo('$');
    }

    @Test
    void aMessageAndItsAnswerBelongTogether() throws MsrpSyntaxException {
        MsrpChunk send = decoded("rfc4975-section-4-send");
        MsrpChunk answer = decoded("rfc4975-section-4-answer");
        assertThat(send.isRequest("SEND")).isTrue();
        assertThat(send.messageId()).contains("87652491");
        assertThat(send.contentType()).contains("text/plain");
        assertThat(text(send)).isEqualTo("Hey Bob, are you there?");
        assertThat(answer.isResponse()).isTrue();
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.comment()).isEqualTo("OK");
        assertThat(answer.transactionId()).isEqualTo(send.transactionId());
        assertThat(answer.toPath()).isEqualTo(send.fromPath());
        assertThat(answer.fromPath()).isEqualTo(send.toPath());
    }

    @Test
    void chunksOfOneMessageShareItsId() throws MsrpSyntaxException {
        MsrpChunk first = decoded("rfc4975-section-5.1-first");
        MsrpChunk second = decoded("rfc4975-section-5.1-second");
        assertThat(first.byteRange()).contains(new ByteRange(1, ByteRange.UNKNOWN, 8));
        assertThat(first.flag()).isEqualTo('+');
        assertThat(second.byteRange()).contains(new ByteRange(5, 8, 8));
        assertThat(second.flag()).isEqualTo('$');
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(text(first) + text(second)).isEqualTo("abcdEFGH");

        MsrpChunk wrapped = decoded("rfc4975-section-10.3-first");
        MsrpChunk rest = decoded("rfc4975-section-10.3-second");
        assertThat(wrapped.contentType()).contains("message/cpim");
        assertThat(wrapped.byteRange()).contains(new ByteRange(1, 137, 148));
        assertThat(rest.byteRange()).contains(new ByteRange(138, 148, 148));
        assertThat(text(wrapped) + text(rest)).startsWith("To: Bob <sip:bob@").endsWith("\r\n\r\nABCD1234567890");
    }

    @Test
    void reportsAreAskedForRefusedAndGiven() throws MsrpSyntaxException {
        MsrpChunk system = decoded("rfc4975-section-10.5-system");
        assertThat(system.successReport()).isFalse();
        assertThat(system.header(MsrpHeader.FailureReports.class).orElseThrow().encoded())
                .isEqualTo("no");
        MsrpChunk asking = decoded("rfc4975-section-10.6-send");
        MsrpChunk report = decoded("rfc4975-section-10.6-report");
        assertThat(asking.successReport()).isTrue();
        assertThat(report.isRequest("REPORT")).isTrue();
        assertThat(report.status()).contains(new MsrpHeader.Status(200, "OK"));
        assertThat(report.messageId()).isEqualTo(asking.messageId());
        assertThat(report.byteRange()).isEqualTo(asking.byteRange());
        assertThat(report.size()).isZero();
    }

    @Test
    void aRelayChallengesAndGivesAPath() throws MsrpSyntaxException {
        MsrpChunk auth = decoded("rfc4976-auth");
        MsrpUri relay = auth.toPath().get(0);
        assertThat(relay.user()).isEqualTo("alice");
        assertThat(relay.sessionId()).isNull();
        assertThat(relay.portOrDefault()).isEqualTo(2855);
        MsrpChunk challenge = decoded("rfc4976-challenge");
        assertThat(challenge.code()).isEqualTo(401);
        assertThat(challenge
                        .header(MsrpHeader.WwwAuthenticate.class)
                        .orElseThrow()
                        .parameters())
                .containsEntry("realm", "intra.example.com")
                .containsEntry("qop", "auth")
                .containsEntry("nonce", "dcd98b7102dd2f0e8b11d0f600bfb0c093");
        MsrpChunk credentials = decoded("rfc4976-credentials");
        assertThat(credentials
                        .header(MsrpHeader.Authorization.class)
                        .orElseThrow()
                        .parameters())
                .containsEntry("username", "Alice")
                .containsEntry("nc", "00000001")
                .containsEntry("cnonce", "0a4f113b")
                .containsEntry("response", "6629fae49393a05397450978507c4ef1");
        MsrpChunk granted = decoded("rfc4976-use-path");
        assertThat(granted.header(MsrpHeader.UsePath.class).orElseThrow().path())
                .extracting(MsrpUri::host)
                .containsExactly("intra.example.com", "extra.example.com");
        assertThat(granted.header(MsrpHeader.Expires.class)).contains(new MsrpHeader.Expires(900));
    }

    @Test
    void aRelayedMessageNamesEveryHop() throws MsrpSyntaxException {
        MsrpChunk relayed = decoded("rfc4976-relayed");
        assertThat(relayed.toPath())
                .extracting(MsrpUri::host)
                .containsExactly("a.example.org", "b.example.net", "bob.example.net");
        assertThat(relayed.toPath()).allMatch(MsrpUri::useTls);
        assertThat(relayed.fromPath()).hasSize(1);
        assertThat(relayed.byteRange()).contains(new ByteRange(1, ByteRange.UNKNOWN, ByteRange.UNKNOWN));
        assertThat(relayed.successReport()).isTrue();
    }
}
