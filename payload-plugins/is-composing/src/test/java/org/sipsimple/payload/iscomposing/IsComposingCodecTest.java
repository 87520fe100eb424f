/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.iscomposing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.iscomposing.IsComposing.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IsComposingCodecTest extends XmlCodecContract<IsComposing> {

    IsComposingCodecTest() {
        super(new IsComposingCodec());
    }

    @Override
    protected IsComposing sample() {
        return IsComposing.of(State.IDLE)
                .withLastActive(OffsetDateTime.parse("2026-11-20T18:30:00Z"))
                .withContentType("text/plain")
                .withRefresh(60L);
    }

    @Override
    protected List<String> documents() {
        return List.of("active.xml", "idle.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        IsComposing message = sample();
        assertSurvives(message, IsComposing.of(State.ACTIVE), IsComposing.of(State.IDLE));
        assertThat(message.state()).isEqualTo(State.IDLE);
        assertThat(message.lastActive()).isEqualTo("2026-11-20T18:30:00Z");
        assertThat(message.contentType()).isEqualTo("text/plain");
        assertThat(message.refresh()).isEqualTo(60);
    }

    @Test
    void readsWhatPeersSend() throws IOException, PayloadFormatException {
        IsComposing active = decoded("active.xml");
        assertThat(active.state()).isEqualTo(State.ACTIVE);
        assertThat(active.refreshInterval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(active.extensions().elements()).hasSize(1);
        assertThat(decoded("idle.xml").refreshInterval()).isEqualTo(IsComposing.DEFAULT_REFRESH);
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        String document =
                "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'>\n <state>asleep</state></isComposing>";
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageMatching(
                        "application/im-iscomposing\\+xml at 2:[0-9]+: \"asleep\" is none of: active, idle");
    }

    @Test
    void needsAState() {
        String document = "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'/>";
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("state is missing");
    }
}
