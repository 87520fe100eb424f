/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResourceListsCodecTest extends XmlCodecContract<ResourceLists> {

    ResourceListsCodecTest() {
        super(new ResourceListsCodec(ExtensionReaders.NONE));
    }

    @Override
    protected ResourceLists sample() {
        Entry bill = Entry.of("sip:bill@example.com").withDisplayName(new DisplayName("Bill Doe", "en"));
        ResourceList inner = ResourceList.of(
                "close",
                List.of(
                        EntryRef.of("some/ref"),
                        External.of("http://xcap.example.org/x").withDisplayName(DisplayName.of("Marketing"))));
        return ResourceLists.of(List.of(ResourceList.of("friends", List.of(bill, inner, Entry.of("sip:z@example.com")))
                .withDisplayName(DisplayName.of("F"))));
    }

    @Override
    protected List<String> documents() {
        return List.of("friends.xml", "foreign.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        ResourceLists lists = sample();
        assertSurvives(lists, ResourceLists.of(List.of()));
        ResourceList friends = lists.list("friends").orElseThrow();
        Entry bill = friends.entries().get(0);
        assertThat(bill.label()).isEqualTo("\"Bill Doe\" <sip:bill@example.com>");
        assertThat(bill.displayName()).isEqualTo(new DisplayName("Bill Doe", "en"));
        ResourceList inner = (ResourceList) friends.members().get(1);
        assertThat(inner.members().get(0)).isInstanceOf(EntryRef.class);
        assertThat(inner.members().get(1)).isInstanceOf(External.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<list><entry/></list>",
                "<list><entry uri=' '/></list>",
                "<list><entry-ref/></list>",
                "<list><external/></list>",
                "<list><list><entry uri='sip:a'><display-name><b/></display-name></entry></list></list>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>@</resource-lists>"
                .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void readsWhatTheGuideReads() throws IOException, PayloadFormatException {
        ResourceLists lists = decoded("friends.xml");
        assertThat(lists.lists()).hasSize(1);
        ResourceList friends = lists.lists().get(0);
        assertThat(friends.name()).isEqualTo("friends");
        assertThat(friends.entries().get(0).uri()).isEqualTo("sip:bill@example.com");
        ResourceList close = (ResourceList) friends.members().get(2);
        assertThat(close.entries().get(0).label()).isEqualTo("\"Joe Smith\" <sip:joe@example.com>");
        assertThat(close.members().get(2).displayName().text()).isEqualTo("Marketing");
    }

    @Test
    void decodesUrisThatOldPeersEncode() throws PayloadFormatException {
        String document =
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list><entry uri='sip%3Aa%40b'/>"
                        + "<external anchor='http%3A//x/~~/list%255b1%255d'/></list></resource-lists>";
        ResourceList list =
                codec.decode(document.getBytes(StandardCharsets.UTF_8)).lists().get(0);
        assertThat(list.entries().get(0).uri()).isEqualTo("sip:a@b");
        assertThat(list.members().get(1)).isEqualTo(External.of("http://x/~~/list%5b1%5d"));
    }
}
