/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.resourcelists.ResourceList;
import org.sipsimple.payload.resourcelists.ResourceLists;
import org.sipsimple.payload.resourcelists.ResourceListsCodec;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressBookTest extends XmlCodecContract<ResourceLists> {

    AddressBookTest() {
        super(new ResourceListsCodec(ExtensionReaders.of(List.of(new AddressBook(), new AddressBookAttributes()))));
    }

    @Override
    protected ResourceLists sample() {
        ElementAttributes attributes = new ElementAttributes(List.of(
                new ElementAttributes.Attribute("color", "red"), new ElementAttributes.Attribute("icon", null)));
        Contact alice = Contact.of("c1", "Alice")
                .withUris(List.of(
                        ContactUri.of("u1", "sip:alice@example.com")
                                .withType("SIP")
                                .withExtensions(Extensions.of(attributes)),
                        ContactUri.of("u2", "sip:+3120@example.com")))
                .withDefaultUri("u1")
                .withDialog(new Handling(Handling.Policy.BLOCK, false))
                .withPresence(new Handling(Handling.Policy.ALLOW, true))
                .withExtensions(Extensions.of(attributes));
        Extensions elements = Extensions.of(
                alice,
                Group.of("g1", "Friends", List.of("c1")),
                PolicyElement.of("p1", "sip:eve@example.com").withName("Eve"));
        return ResourceLists.of(
                List.of(ResourceList.of(AddressBook.LIST, List.of()).withExtensions(elements)));
    }

    @Override
    protected List<String> documents() {
        return List.of("book.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertSurvives(sample());
        Extensions book = sample().list("sipsimple_addressbook").orElseThrow().extensions();
        Contact alice = book.first(Contact.class).orElseThrow();
        assertThat(alice.uri("u1").orElseThrow().type()).isEqualTo("SIP");
        ElementAttributes attributes =
                alice.extensions().first(ElementAttributes.class).orElseThrow();
        assertThat(attributes.value("color")).isEqualTo("red");
        assertThat(attributes.value("icon")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a:contact/>",
                "<a:contact id='c'><a:uris><a:uri id='u'/></a:uris></a:contact>",
                "<a:contact id='c'><a:presence><a:policy>odd</a:policy></a:presence></a:contact>",
                "<a:contact id='c'><a:presence><a:subscribe>odd</a:subscribe></a:presence></a:contact>",
                "<a:group/>",
                "<a:policy-element id='p'/>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists' xmlns:a='urn:ag-projects:xml:ns:addressbook'><list>@</list></resource-lists>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void readsWhatClientsWrote() throws IOException, PayloadFormatException {
        Extensions book =
                decoded("book.xml").list(AddressBook.LIST).orElseThrow().extensions();
        Contact bob = book.first(Contact.class).orElseThrow();
        assertThat(bob.presence()).isEqualTo(new Handling(Handling.Policy.ALLOW, true));
        assertThat(bob.extensions().all(XmlElement.class)).hasSize(1);
        assertThat(book.first(Group.class).orElseThrow().contacts()).containsExactly(bob.id());
        assertThat(book.first(PolicyElement.class).orElseThrow().dialog().policy())
                .isEqualTo(Handling.Policy.BLOCK);
    }
}
