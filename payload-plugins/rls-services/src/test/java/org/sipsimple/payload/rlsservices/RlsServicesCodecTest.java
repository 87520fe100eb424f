/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.resourcelists.Entry;
import org.sipsimple.payload.resourcelists.ResourceList;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RlsServicesCodecTest extends XmlCodecContract<RlsServices> {

    RlsServicesCodecTest() {
        super(new RlsServicesCodec(ExtensionReaders.NONE));
    }

    @Override
    protected RlsServices sample() {
        Service buddies = Service.of("sip:mybuddies@example.com", "http://xcap.example.com/xxx", List.of("presence"));
        ResourceList list =
                ResourceList.of("m", List.of(Entry.of("sip:joe@example.com"), Entry.of("sip:sudhir@example.com")));
        return RlsServices.of(
                List.of(buddies, Service.of("sip:marketing@example.com", list, List.of("presence", "dialog"))));
    }

    @Override
    protected List<String> documents() {
        return List.of("two.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        RlsServices services = sample();
        assertSurvives(services, RlsServices.of(List.of()));
        Service buddies = services.services().get(0);
        assertThat(buddies.source()).isEqualTo(new ListUri("http://xcap.example.com/xxx"));
        Service marketing = services.service("sip:marketing@example.com").orElseThrow();
        assertThat(((InlineList) marketing.source()).list().entries()).hasSize(2);
        Packages packages = marketing.packages();
        assertThat(packages.names()).containsExactly("presence", "dialog");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<service uri='sip:a'/>",
                "<service><resource-list>http://x</resource-list></service>",
                "<service uri='sip:a'><resource-list/></service>",
                "<service uri='sip:a'><list/><packages><package/></packages></service>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'>@</rls-services>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
