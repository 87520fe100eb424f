/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapcaps;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.xml.Extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XcapCapsCodecTest extends XmlCodecContract<XcapCaps> {

    XcapCapsCodecTest() {
        super(new XcapCapsCodec());
    }

    @Override
    protected XcapCaps sample() {
        return new XcapCaps(
                List.of("resource-lists", "rls-services"),
                List.of("e"),
                List.of("urn:ietf:params:xml:ns:resource-lists"),
                Extensions.NONE);
    }

    @Override
    protected List<String> documents() {
        return List.of("server.xml", "bare.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        XcapCaps caps = sample();
        assertSurvives(caps, XcapCaps.of(List.of(), List.of()));
        assertThat(caps.serves("rls-services")).isTrue();
        assertThat(caps.serves("pidf-manipulation")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<auids/>", "<namespaces/>", "<auids><auid/></auids><namespaces/>"})
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<xcap-caps xmlns='urn:ietf:params:xml:ns:xcap-caps'>@</xcap-caps>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
