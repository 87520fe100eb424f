/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.sipfrag;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.PayloadCodecContract;
import org.sipsimple.payload.sipfrag.SipFragment.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipFragmentCodecTest extends PayloadCodecContract<SipFragment> {

    SipFragmentCodecTest() {
        super(new SipFragmentCodec());
    }

    @Override
    protected SipFragment sample() {
        return new SipFragment(
                "INVITE sip:bob@example.com SIP/2.0",
                List.of(new Header("From", "Alice <sip:alice@example.com>"), new Header("Subject", "")),
                new byte[] {'v', '=', '0', '\r', '\n', 0, -1});
    }

    @Override
    protected List<String> documents() {
        return List.of();
    }

    @Test
    void readsTheProgressOfATransfer() throws PayloadFormatException {
        SipFragment ringing = read("SIP/2.0 180 Ringing\r\n");
        assertThat(ringing).isEqualTo(SipFragment.status(180, "Ringing"));
        assertThat(ringing.code()).hasValue(180);
        assertThat(ringing.reason()).hasValue("Ringing");
        assertThat(read("SIP/2.0 200").reason()).hasValue("");
        assertThat(codec.encode(SipFragment.status(503, "Service Unavailable")).text())
                .isEqualTo("SIP/2.0 503 Service Unavailable\r\n");
    }

    @Test
    void readsHeadersWithoutStartLineAndFolds() throws PayloadFormatException {
        SipFragment fragment = read("To: <sip:a@example.com>\nContact: x\n  y\n\nbody");
        assertThat(fragment.startLine()).isNull();
        assertThat(fragment.code()).isEmpty();
        assertThat(fragment.header("contact")).hasValue("x y");
        assertThat(fragment.body()).isEqualTo("body".getBytes(StandardCharsets.UTF_8));
        assertSurvives(fragment, SipFragment.status(100, "Trying"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "SIP/2.0 99 Low\r\n", "no header\r\n", ": x\r\n", "INVITE sip:a SIP/2.0 x\r\n"})
    void refusesWhatIsNoPartOfAMessage(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageStartingWith("message/sipfrag at ");
    }

    @Test
    void takesAFirstHeaderThatEndsLikeARequestLineForAHeader() throws PayloadFormatException {
        SipFragment fragment = read("Subject: what is new in\n SIP/2.0\r\n");
        assertThat(fragment.startLine()).isNull();
        assertThat(fragment.header("subject")).hasValue("what is new in SIP/2.0");
        assertSurvives(fragment);
        assertThat(read("INVITE sip:a@example.com SIP/2.0").startLine()).isEqualTo("INVITE sip:a@example.com SIP/2.0");
    }

    @Test
    void refusesLinesInsideLines() {
        assertThatThrownBy(() -> SipFragment.status(200, "OK\r\nVia: x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipFragment.status(700, "No")).isInstanceOf(IllegalArgumentException.class);
    }

    private SipFragment read(String text) throws PayloadFormatException {
        return codec.decode(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void unfoldsAValueThatBeginsOnTheSecondLine() throws PayloadFormatException {
        SipFragment fragment = codec.decode("Subject:\r\n later\r\n than\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(fragment.headers()).containsExactly(new SipFragment.Header("Subject", "later than"));
        assertSurvives(fragment);
    }
}
