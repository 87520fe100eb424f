/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.messagesummary;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.PayloadCodecContract;
import org.sipsimple.payload.messagesummary.MessageSummary.Line;
import org.sipsimple.payload.messagesummary.MessageSummary.OptionalHeader;
import org.sipsimple.payload.messagesummary.MessageSummary.Urgent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageSummaryCodecTest extends PayloadCodecContract<MessageSummary> {

    MessageSummaryCodecTest() {
        super(new MessageSummaryCodec());
    }

    @Override
    protected MessageSummary sample() {
        return new MessageSummary(
                true,
                "sip:alice@vmail.example.com",
                List.of(new Line("voice-message", 2, 8, new Urgent(0, 2)), new Line("fax-message", 0, 0, null)),
                List.of(new OptionalHeader("Subject", "call: back"), new OptionalHeader("Priority", "")));
    }

    @Override
    protected List<String> documents() {
        return List.of();
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        MessageSummary summary = sample();
        assertSurvives(
                summary, MessageSummary.of(false), MessageSummary.of(true).withAccount("sip:a@b"));
        assertThat(summary.line("Voice-Message")).hasValue(new Line("voice-message", 2, 8, new Urgent(0, 2)));
    }

    /** After the traits of RFC 3842 section 5.2. */
    @Test
    void readsWhatServersSend() throws PayloadFormatException {
        MessageSummary summary = read("Messages-Waiting: yes\r\n"
                + "Message-Account: sip:alice@vmail.example.com\r\n"
                + "Voice-Message: 4/8 (1/2)\r\n"
                + "text-message: 1 / 0\r\n"
                + "\r\n"
                + "To: <alice@atlanta.example.com>\r\n"
                + "Subject: carpool tomorrow?\r\n\r\n"
                + "Date: Sun, 09 Jul 2000 21:23:01 -0700\r\n");
        assertThat(summary.line("voice-message")).hasValue(new Line("voice-message", 4, 8, new Urgent(1, 2)));
        assertThat(summary.line("text-message").orElseThrow().urgent()).isNull();
        assertThat(summary.optionalHeaders()).hasSize(3);
        assertThat(read("messages-waiting:NO\n")).isEqualTo(MessageSummary.of(false));
    }

    @Test
    void writesNamesAsTheRfcPrintsThem() {
        assertThat(codec.encode(sample().withOptionalHeaders(List.of())).text())
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n"
                        + "Voice-Message: 2/8 (0/2)\r\nFax-Message: 0/0\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Messages-Waiting: maybe\r\n",
                "Voice-Message: 1/2\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: many\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 1\r\n",
                "Messages-Waiting: yes\r\nno colon\r\n",
                "Messages-Waiting: yes\r\nMessage-Account: a b\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 99999999999/1\r\n"
            })
    void refusesWhatIsNoSummary(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void refusesLinesInsideLines() {
        assertThatThrownBy(() -> new OptionalHeader("Subject", "a\r\nb: c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Line("voice message", 1, 1, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Line("voice-message", -1, 1, null)).hasMessageContaining("negative");
    }

    private MessageSummary read(String text) throws PayloadFormatException {
        return codec.decode(text.getBytes(StandardCharsets.UTF_8));
    }
}
