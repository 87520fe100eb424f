/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.PayloadCodecContract;
import org.sipsimple.payloads.multipart.BodyPart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CpimCodecTest extends PayloadCodecContract<CpimMessage> {

    CpimCodecTest() {
        super(new CpimCodec());
    }

    @Override
    protected CpimMessage sample() {
        return CpimMessage.of(
                        new CpimIdentity("Alice", "sip:alice@example.com"),
                        CpimIdentity.of("sip:bob@example.com"),
                        Payload.of("text/plain;charset=utf-8", "hello".getBytes(StandardCharsets.UTF_8)))
                .withCc(List.of(new CpimIdentity("Carol \"C\" \\ Dean", "sip:carol@example.com")))
                .withSubjects(List.of(new CpimSubject(null, "one\ntwo"), new CpimSubject("de", "eins")))
                .withDateTime(OffsetDateTime.parse("2026-11-20T18:30:00.5Z"))
                .withRequired(List.of("imdn.Message-ID"))
                .withHeader(new CpimHeader("urn:ietf:params:imdn", "imdn", "Message-ID", "abc"))
                .withHeader(new CpimHeader("urn:example:other", "imdn", "Message-ID", "def"))
                .withHeader(new CpimHeader("urn:ietf:params:cpim-headers:", "cpim", "Sequence", "7"));
    }

    @Override
    protected List<String> documents() {
        return List.of("plain.cpim", "old-peer.cpim");
    }

    @Test
    void writesHeadersInTheOrderOldPeersExpect() {
        CpimMessage message = CpimMessage.of(
                        new CpimIdentity("Alice Liddell", "sip:alice@example.com"),
                        CpimIdentity.of("sip:bob@example.com"),
                        Payload.of("text/plain", "hi".getBytes(StandardCharsets.UTF_8)))
                .withDateTime(OffsetDateTime.parse("2026-11-20T18:30:00Z"))
                .withHeader(new CpimHeader("urn:ietf:params:imdn", "imdn", "Message-ID", "abc"));
        assertThat(codec.encode(message).text())
                .isEqualTo("From: Alice Liddell <sip:alice@example.com>\r\n"
                        + "To: <sip:bob@example.com>\r\n"
                        + "DateTime: 2026-11-20T18:30:00Z\r\n"
                        + "NS: imdn <urn:ietf:params:imdn>\r\n"
                        + "imdn.Message-ID: abc\r\n"
                        + "\r\n"
                        + "Content-Type: text/plain\r\n"
                        + "\r\n"
                        + "hi");
    }

    @Test
    void readsAMessageWithLanguagesAndFeatures() throws IOException, PayloadFormatException {
        CpimMessage message = decoded("plain.cpim");
        assertThat(message.from()).isEqualTo(new CpimIdentity("MR SANDERS", "im:piglet@100akerwood.example"));
        assertThat(message.required()).containsExactly("MyFeatures.VitalMessageOption");
        assertThat(codec.encode(message).text()).contains("\r\nRequire: MyFeatures.VitalMessageOption\r\n");
        assertThat(message.subjects()).hasSize(2);
        assertThat(message.subjects().get(1).language()).isEqualTo("fr");
        assertThat(message.header("mid:MessageFeatures@id.foo.example", "WackyMessageOption"))
                .hasValue("Use-silly-font");
        assertThat(message.headers()).noneMatch(h -> h.name().equals("Header"));
        assertThat(message.content().contentId()).hasValue("1234567890@foo.example");
    }

    @Test
    void readsQuotedNamesBareLineFeedsAndOddCharsets() throws IOException, PayloadFormatException {
        CpimMessage message = decoded("old-peer.cpim");
        assertThat(message.from().name()).isEqualTo("Zoë");
        assertThat(message.dateTime()).isEqualTo("2026-11-20T18:30:00.123456Z");
        assertThat(message.header("urn:ietf:params:imdn", "message-id")).hasValue("34jk324j");
        assertThat(message.text()).isEqualTo("grüß dich");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " begins with a blank",
                "ends with one ",
                " ",
                "\u2003wide\u2003",
                ";lang=de no language",
                "a\tb",
                "back\\slash"
            })
    void subjectsSurviveAsTheyAre(String text) throws PayloadFormatException {
        assertSurvives(
                sample().withSubjects(List.of(new CpimSubject(null, text))),
                sample().withSubjects(List.of(new CpimSubject("de", text))));
    }

    @Test
    void carriesBinaryContentUntouched() throws PayloadFormatException {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        CpimMessage message = sample().withContent(BodyPart.of(Payload.of("image/png", bytes)));
        assertSurvives(message);
        assertThat(codec.decode(codec.encode(message)).content().body()).isEqualTo(bytes);
    }

    @Test
    void keepsNamesThatNeedQuotes() throws PayloadFormatException {
        for (String name : List.of("Smith, John", "\"quoted\"", "a  b", "O'Neil", "<x>", "tab\there", "\\", "日本")) {
            assertSurvives(sample().withFrom(new CpimIdentity(name, "sip:x@example.com")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: nobody\r\n\r\n\r\n",
                "From <sip:a@example.com>\r\n\r\n\r\n",
                "To: <sip:a b@example.com>\r\n\r\n\r\n",
                "DateTime: yesterday\r\n\r\n\r\n",
                "NS: imdn\r\n\r\n\r\n",
                "From: <sip:a@example.com>\r\n",
                "From: <sip:a@example.com>\r\n\r\nno colon\r\n\r\n",
                "From: <sip:a@example.com>\r\n\r\nA: b\r\n c\rd\r\n\r\n",
                ""
            })
    void refusesBrokenHeaders(String text) {
        assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageStartingWith("message/cpim at ");
    }

    @Test
    void refusesHeaderInjection() {
        assertThatThrownBy(() -> CpimIdentity.of("sip:a@example.com>\r\nTo: <sip:b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CpimHeader("urn:x", "p", "a:b", "v")).isInstanceOf(IllegalArgumentException.class);
        assertThat(codec.encode(sample().withHeader(new CpimHeader("urn:x", "x", "Y", "1\r\nZ: 2")))
                        .text())
                .contains("x.Y: 1\\r\\nZ: 2\r\n");
    }
}
