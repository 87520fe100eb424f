/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.prescontent;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PresenceContentCodecTest extends XmlCodecContract<PresenceContent> {

    PresenceContentCodecTest() {
        super(new PresenceContentCodec());
    }

    @Override
    protected PresenceContent sample() {
        return PresenceContent.of("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, -1})
                .withDescription("me");
    }

    @Override
    protected List<String> documents() {
        return List.of("icon.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        PresenceContent content = sample();
        assertSurvives(content, PresenceContent.of("text/plain", new byte[0]));
        assertThat(codec.decode(codec.encode(content)).data()).startsWith(0x89, 'P', 'N', 'G');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<data>!</data>", "<encoding>rot13</encoding><data>/9j/</data>", "<data><x/></data>"})
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<content xmlns='urn:oma:xml:prs:pres-content'>@</content>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void takesBase64InLines() throws PayloadFormatException {
        String document = "<content xmlns='urn:oma:xml:prs:pres-content'><data>\n aGVs\n bG8=\n</data></content>";
        assertThat(codec.decode(document.getBytes(StandardCharsets.UTF_8)).data())
                .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }
}
