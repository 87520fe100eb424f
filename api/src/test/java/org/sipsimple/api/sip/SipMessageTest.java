/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipMessageTest {

    private static final String REQUEST = "MESSAGE sip:bob@example.com SIP/2.0\r\n"
            + "From: <sip:alice@example.com>;tag=1\r\n"
            + "CSeq: 1 MESSAGE\r\n"
            + "Authorization: Digest username=\"alice\", response=\"secret\"\r\n"
            + "Content-Type: text/plain\r\n"
            + "Content-Length: 5\r\n\r\nhello";

    private static SipMessage parse(String text) {
        return SipMessage.parse(text.getBytes(UTF_8));
    }

    @Test
    void readsARequest() {
        SipMessage message = parse(REQUEST);

        assertThat(message.isRequest()).isTrue();
        assertThat(message.method()).isEqualTo("MESSAGE");
        assertThat(message.requestUri()).isEqualTo(SipUri.of("bob", "example.com"));
        assertThat(message.requestUriText()).isEqualTo("sip:bob@example.com");
        assertThat(message.headers().from().orElseThrow().tag()).contains("1");
        assertThat(message.contentType().orElseThrow().is("text/plain")).isTrue();
        assertThat(message.body()).isEqualTo("hello".getBytes(UTF_8));
        assertThat(message.raw()).isEqualTo(REQUEST.getBytes(UTF_8));
        assertThat(message.startLine()).isEqualTo("MESSAGE sip:bob@example.com SIP/2.0");
        assertThatThrownBy(message::statusCode).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(message::reason).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsAResponse() {
        SipMessage message = parse("SIP/2.0 480 Temporarily Unavailable\r\nCSeq: 3 INVITE\r\n\r\n");

        assertThat(message.isRequest()).isFalse();
        assertThat(message.statusCode()).isEqualTo(480);
        assertThat(message.reason()).isEqualTo("Temporarily Unavailable");
        assertThat(message.method()).isEqualTo("INVITE");
        assertThat(message.body()).isEmpty();
        assertThat(message.startLine()).isEqualTo("SIP/2.0 480 Temporarily Unavailable");
        assertThatThrownBy(message::requestUri).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(message::requestUriText).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aResponseWithoutCSeqHasNoMethod() {
        SipMessage message = parse("SIP/2.0 200 OK\r\n\r\n");

        assertThatThrownBy(message::method).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void isNotChangedThroughItsArrays() {
        byte[] bytes = REQUEST.getBytes(UTF_8);
        SipMessage message = SipMessage.parse(bytes);
        bytes[0] = 'X';
        message.raw()[0] = 'X';
        message.body()[0] = 'X';

        assertThat(message.raw()).isEqualTo(REQUEST.getBytes(UTF_8));
        assertThat(message.body()).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void showsNeitherCredentialsNorBody() {
        assertThat(parse(REQUEST).toString())
                .contains("MESSAGE sip:bob@example.com", "From: <sip:alice", "Authorization: (hidden)", "5 bytes")
                .doesNotContain("secret", "hello");
    }

    @Test
    void bodyEndsWhereContentLengthSays() {
        assertThat(parse(REQUEST + " and the next message").body()).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void bodyIsTheRestWithoutContentLength() {
        assertThat(parse("OPTIONS sip:a SIP/2.0\r\nX: y\r\n\r\n\r\nrest").body())
                .isEqualTo("\r\nrest".getBytes(UTF_8));
    }

    @Test
    void toleratesEmptyLinesBeforeTheMessage() {
        assertThat(parse("\r\n\r\n" + REQUEST).body()).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void toleratesBareLineFeeds() {
        SipMessage message = parse(REQUEST.replace("\r\n", "\n"));

        assertThat(message.requestUri().user()).isEqualTo("bob");
        assertThat(message.body()).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void toleratesAMessageWithoutHeaderFields() {
        assertThat(parse("OPTIONS sip:a SIP/2.0\r\n\r\n").headers().isEmpty()).isTrue();
    }

    @Test
    void toleratesAReasonPhraseThatIsMissingAltogether() {
        assertThat(parse("SIP/2.0 200\r\n\r\n").reason()).isEmpty();
        assertThat(parse("SIP/2.0 200 \r\n\r\n").reason()).isEmpty();
    }

    @Test
    void toleratesTextThatIsNoUtf8() {
        SipMessage message = SipMessage.parse("SIP/2.0 200 OK\r\nSubject: J\u00fcrgen\r\n\r\n".getBytes(ISO_8859_1));

        assertThat(message.headers().subject()).contains("J\ufffdrgen");
    }

    @Test
    void anotherSchemeIsAnErrorOfTheUriOnly() {
        SipMessage message = parse("INVITE tel:+123 SIP/2.0\r\nSubject: x\r\n\r\n");

        assertThat(message.requestUriText()).isEqualTo("tel:+123");
        assertThat(message.headers().subject()).contains("x");
        assertThatThrownBy(message::requestUri)
                .isInstanceOf(SipSyntaxException.class)
                .hasMessageContaining("scheme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "x",
                "OPTIONS",
                "OPTIONS sip:a SIP/2.0",
                "OPTIONS sip:a SIP/2.0\r\n",
                "OPTIONS sip:a SIP/2.0\r\nX: y\r\n",
                "OPTIONS sip:a SIP/2.0\r\nX: y\r\n\r",
                "OPTIONS sip:a\r\n\r\n",
                "OPTIONS  sip:a SIP/2.0\r\n\r\n",
                "OPTIONS sip:a SIP/2.0 \r\n\r\n",
                "OPTIONS sip:a SIP/3.0\r\n\r\n",
                " sip:a SIP/2.0\r\n\r\n",
                "OP(TIONS sip:a SIP/2.0\r\n\r\n",
                "OPTIONS  SIP/2.0\r\n\r\n",
                "OPTIONS sip:\u0000a SIP/2.0\r\n\r\n",
                "SIP/2.0\r\n\r\n",
                "SIP/2.0 \r\n\r\n",
                "SIP/2.0 20 OK\r\n\r\n",
                "SIP/2.0 099 OK\r\n\r\n",
                "SIP/2.0 700 OK\r\n\r\n",
                "SIP/2.0 2000 OK\r\n\r\n",
                "SIP/2.0 -10 OK\r\n\r\n",
                "SIP/3.0 200 OK\r\n\r\n",
                "SIP/2.0 200 OK\r\nnonsense\r\n\r\n",
                "SIP/2.0 200 OK\r\nContent-Length: x\r\n\r\n",
                "SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n",
                "SIP/2.0 200 OK\r\nContent-Length: 1\r\n\r\n",
                "SIP/2.0 200 OK\r\nContent-Length: 4294967296\r\n\r\n",
                "SIP/2.0 200 OK\r\nl: 0\r\nContent-Length: 0\r\n\r\n"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void everyTruncationIsRefusedWithoutShowingCredentials() {
        byte[] whole = REQUEST.getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SipMessage.parse(part))
                    .isInstanceOf(SipSyntaxException.class)
                    .message()
                    .doesNotContain("secr");
        }
    }

    @Test
    void errorsSayWhatAndWhere() {
        assertThatThrownBy(() -> parse("OPTIONS sip:a SIP/9.0\r\n\r\n"))
                .isInstanceOfSatisfying(SipSyntaxException.class, e -> {
                    assertThat(e.what()).isEqualTo("request line does not end in SIP/2.0");
                    assertThat(e.position()).isEqualTo(14);
                    assertThat(e.text()).isEqualTo("OPTIONS sip:a SIP/9.0");
                });
    }

    @Test
    void errorsShowLittleAndNothingUnprintable() {
        SipSyntaxException e =
                new SipSyntaxException("bad", "a".repeat(1000) + "\r\n\u0000\ud800" + "b".repeat(1000), 1000);

        assertThat(e.text())
                .hasSizeLessThan(110)
                .contains("\\u000d\\u000a\\u0000\\ud800")
                .startsWith("...a")
                .endsWith("b...");
        assertThat(new SipSyntaxException("bad", "x", 99).text()).isEqualTo("x");
    }
}
