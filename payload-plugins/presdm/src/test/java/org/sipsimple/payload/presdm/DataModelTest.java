/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presdm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.pidf.Basic;
import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payload.pidf.PidfCodec;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.pidf.Tuple;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataModelTest extends XmlCodecContract<Presence> {

    DataModelTest() {
        super(new PidfCodec(ExtensionReaders.of(List.of(new DataModel()))));
    }

    @Override
    protected Presence sample() {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-20T10:00:00Z");
        return Presence.of("pres:someone@example.com")
                .withTuple(Tuple.of("t1", Basic.OPEN).withExtension(new DeviceId("urn:uuid:1")))
                .withExtension(Person.of("p1")
                        .withNotes(List.of(new Note("here", "en")))
                        .withTimestamp(time))
                .withExtension(Device.of("d1", "urn:uuid:1")
                        .withNotes(List.of(Note.of("pc")))
                        .withTimestamp(time));
    }

    @Override
    protected List<String> documents() {
        return List.of("person-and-device.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Presence presence = sample();
        assertSurvives(presence);
        Person person = presence.extensions().first(Person.class).orElseThrow();
        assertThat(person.notes().get(0)).isEqualTo(new Note("here", "en"));
        Device device = presence.extensions().first(Device.class).orElseThrow();
        DeviceId id = device.deviceId();
        assertThat(presence.tuples().get(0).extensions().all(DeviceId.class)).containsExactly(id);
        assertThat(id.uri()).isEqualTo("urn:uuid:1");
        assertThat(device.timestamp()).isEqualTo(person.timestamp());
    }

    @Test
    void keepsWhatPersonsAndDevicesCarry() throws IOException, PayloadFormatException {
        Presence presence = decoded("person-and-device.xml");
        assertThat(presence.extensions()
                        .first(Person.class)
                        .orElseThrow()
                        .extensions()
                        .elements())
                .hasOnlyElementsOfType(XmlElement.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<dm:person/>",
                "<dm:device/>",
                "<dm:deviceID/>",
                "<dm:person id='p'><dm:timestamp>x</dm:timestamp></dm:person>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' entity='pres:a@b'>"
                        + content + "</presence>";
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void leavesUnknownElementsOfItsNamespaceAsTheyAre() throws PayloadFormatException {
        String document =
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@b'><group xmlns='urn:ietf:params:xml:ns:pidf:data-model'/></presence>";
        assertThat(codec.decode(document.getBytes(StandardCharsets.UTF_8))
                        .extensions()
                        .first(XmlElement.class))
                .isPresent();
    }
}
