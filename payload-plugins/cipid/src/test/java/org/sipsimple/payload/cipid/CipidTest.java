/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.pidf.PidfCodec;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CipidTest extends XmlCodecContract<Presence> {

    CipidTest() {
        super(new PidfCodec(ExtensionReaders.of(List.of(new Cipid()))));
    }

    @Override
    protected Presence sample() {
        return Presence.of("pres:someone@example.com")
                .withExtension(new Card("http://example.com/card"))
                .withExtension(new DisplayName("Some <One>"))
                .withExtension(new Homepage("http://example.com/"))
                .withExtension(new Icon("http://example.com/icon"))
                .withExtension(new Map("http://example.com/map"))
                .withExtension(new Sound("http://example.com/sound"));
    }

    @Override
    protected List<String> documents() {
        return List.of("someone.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Presence presence = sample();
        assertSurvives(presence);
        assertThat(presence.extensions().first(Card.class).orElseThrow().uri()).endsWith("card");
        assertThat(presence.extensions().first(DisplayName.class).orElseThrow().text())
                .isEqualTo("Some <One>");
        assertThat(presence.extensions().first(Homepage.class).orElseThrow().uri())
                .endsWith("/");
        assertThat(presence.extensions().first(Icon.class).orElseThrow().uri()).endsWith("icon");
        assertThat(presence.extensions().first(Map.class).orElseThrow().uri()).endsWith("map");
        assertThat(presence.extensions().first(Sound.class).orElseThrow().uri()).endsWith("sound");
    }

    @Test
    void readsThemInTuplesAndOnTheRoot() throws IOException, PayloadFormatException {
        Presence presence = decoded("someone.xml");
        assertThat(presence.tuples().get(0).extensions().first(Homepage.class)).isPresent();
        assertThat(presence.extensions().first(DisplayName.class)).hasValue(new DisplayName("Someone & Co"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"card", "display-name", "homepage", "icon", "map", "sound"})
    void refusesThemEmpty(String name) {
        String document =
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:c='urn:ietf:params:xml:ns:pidf:cipid' entity='pres:a@b'><c:"
                        + name + "/></presence>";
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageContaining('<' + name + "> is empty");
    }
}
