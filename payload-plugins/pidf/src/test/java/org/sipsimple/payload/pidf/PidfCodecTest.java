/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PidfCodecTest extends XmlCodecContract<Presence> {

    PidfCodecTest() {
        super(new PidfCodec(ExtensionReaders.NONE));
    }

    @Override
    protected Presence sample() {
        Tuple service = Tuple.of("bs35r9", Basic.OPEN)
                .withContact(new Contact("im:someone@mobilecarrier.example", new BigDecimal("0.8")))
                .withNotes(List.of(Note.of("Don't Disturb Please!"), new Note("Ne derangez pas", "fr")))
                .withTimestamp(OffsetDateTime.parse("2008-09-11T20:42:03Z"))
                .withExtension(XmlElement.of(new QName("urn:x", "e", "x"), "t"));
        return Presence.of("pres:someone@example.com")
                .withTuple(service)
                .withTuple(Tuple.of("eg92n8", Basic.CLOSED))
                .withNotes(List.of(Note.of("I'll be in Tokyo next week")))
                .withExtension(XmlElement.of(new QName("urn:y", "f", "x"), ""));
    }

    @Override
    protected List<String> documents() {
        return List.of("two-services.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Presence presence = sample();
        assertSurvives(presence, Presence.of("pres:a@b"));
        Tuple tuple = presence.tuple("bs35r9").orElseThrow();
        Status status = tuple.status();
        assertThat(status.basic()).isEqualTo(Basic.OPEN);
        Contact contact = tuple.contact();
        assertThat(contact.uri()).isEqualTo("im:someone@mobilecarrier.example");
        Note note = tuple.notes().get(1);
        assertThat(note.language()).isEqualTo("fr");
        assertThat(tuple.timestamp()).isEqualTo("2008-09-11T20:42:03Z");
        assertThat(presence.notes().get(0).text()).isEqualTo("I'll be in Tokyo next week");
    }

    @Test
    void writesWhatTheGuideShows() {
        Presence presence = Presence.of("pres:someone@example.com")
                .withTuple(Tuple.of("t", Basic.OPEN).withContact(Contact.of("sip:a@b")));
        assertThat(codec.encode(presence).text())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"pres:someone@example.com\"><tuple id=\"t\">"
                        + "<status><basic>open</basic></status><contact>sip:a@b</contact></tuple></presence>");
    }

    @Test
    void keepsWhatOtherSchemasAdd() throws IOException, PayloadFormatException {
        Presence presence = decoded("two-services.xml");
        Tuple tuple = presence.tuple("bs35r9").orElseThrow();
        assertThat(tuple.status().extensions().elements()).hasSize(2);
        assertThat(tuple.extensions().first(XmlElement.class).orElseThrow().text())
                .isEqualTo("x < y");
        assertThat(presence.extensions().elements()).hasSize(1);
    }

    @Test
    void replacesATupleInItsPlace() {
        Presence changed = sample().withTuple(Tuple.of("bs35r9", Basic.CLOSED));
        assertThat(changed.tuples()).extracting(Tuple::id).containsExactly("bs35r9", "eg92n8");
        assertThat(changed.tuple("bs35r9").orElseThrow().status().basic()).isEqualTo(Basic.CLOSED);
    }

    @Test
    void decodesUrisOfOldPeersAndTakesEmptyContacts() throws PayloadFormatException {
        Presence presence = read(
                "<tuple id='a'><status/><contact>sip%3Abob%40example.com</contact></tuple><tuple id='b'><status/><contact/></tuple>");
        assertThat(presence.tuples().get(0).contact()).isEqualTo(Contact.of("sip:bob@example.com"));
        assertThat(presence.tuples().get(1).contact()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tuple><status/></tuple>",
                "<tuple id='a'/>",
                "<tuple id='a'><status><basic>maybe</basic></status></tuple>",
                "<tuple id='a'><status/><contact priority='2'>sip:a@b</contact></tuple>",
                "<tuple id='a'><status/><contact priority='high'>sip:a@b</contact></tuple>",
                "<tuple id='a'><status/><contact priority='1E-999999999'>sip:a@b</contact></tuple>",
                "<tuple id='a'><status/><contact priority='0.000000000000000000000000000000001'>sip:a@b</contact></tuple>",
                "<tuple id='a'><status/><timestamp>now</timestamp></tuple>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void refusesValuesThatCannotBe() {
        assertThatThrownBy(() -> Presence.of("")).hasMessage("presence entity is missing");
        assertThatThrownBy(() -> Tuple.of(" ", Basic.OPEN)).hasMessage("tuple id is missing");
        assertThatThrownBy(() -> new Contact("sip:a@b", new BigDecimal("-1"))).hasMessageContaining("between 0 and 1");
    }

    private Presence read(String content) throws PayloadFormatException {
        return codec.decode(
                ("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@b'>" + content + "</presence>")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
