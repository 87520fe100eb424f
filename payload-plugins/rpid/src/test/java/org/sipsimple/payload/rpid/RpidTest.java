/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import javax.xml.namespace.QName;

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
import org.sipsimple.payload.presdm.DataModel;
import org.sipsimple.payload.presdm.Device;
import org.sipsimple.payload.presdm.Person;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RpidTest extends XmlCodecContract<Presence> {
    private static final Validity TODAY = new Validity(
            "a1",
            OffsetDateTime.parse("2026-11-20T00:00:00Z"),
            OffsetDateTime.parse("2026-11-21T00:00:00Z"),
            Extensions.NONE);

    RpidTest() {
        super(new PidfCodec(ExtensionReaders.of(List.of(new DataModel(), new Rpid()))));
    }

    @Override
    protected Presence sample() {
        Activity ours = new Activity(XmlElement.of(new QName("urn:example:ours", "skiing", "o"), ""));
        Person person = Person.of("p1")
                .withExtension(Activities.of(Activity.AWAY, Activity.other("juggling"), ours)
                        .withValidity(TODAY)
                        .withNotes(List.of(new Note("until noon", "en"))))
                .withExtension(Mood.of(MoodValue.IN_LOVE, MoodValue.other("brooding")))
                .withExtension(PlaceIs.of(
                        AudioPlaceInformation.NOISY,
                        VideoPlaceInformation.TOOBRIGHT,
                        TextPlaceInformation.UNCOMFORTABLE))
                .withExtension(PlaceType.of(PlaceTypeValue.RESIDENCE, PlaceTypeValue.other("igloo")))
                .withExtension(Privacy.of(PrivacyValue.AUDIO, PrivacyValue.TEXT, PrivacyValue.VIDEO))
                .withExtension(Sphere.of(SphereValue.WORK))
                .withExtension(new StatusIcon(Validity.NONE, "http://example.com/icon"))
                .withExtension(new TimeOffset(TODAY, -240, "EST"))
                .withExtension(new RpidClass("calendar"));
        return Presence.of("pres:someone@example.com")
                .withTuple(Tuple.of("t1", Basic.OPEN)
                        .withExtension(Relationship.of(RelationshipValue.FAMILY))
                        .withExtension(ServiceClass.of(ServiceClassValue.IN_PERSON)))
                .withExtension(person)
                .withExtension(Device.of("d1", "urn:x:1")
                        .withExtension(UserInput.of(UserInput.State.IDLE)
                                .withIdleThreshold(600L)
                                .withId("u")
                                .withLastInput(TODAY.from())));
    }

    @Override
    protected List<String> documents() {
        return List.of("rich.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Presence presence = sample();
        assertSurvives(presence);
        Extensions person =
                presence.extensions().first(Person.class).orElseThrow().extensions();
        Activities activities = person.first(Activities.class).orElseThrow();
        assertThat(activities.values()).startsWith(Activity.AWAY, Activity.other("juggling"));
        assertThat(activities.notes()).containsExactly(new Note("until noon", "en"));
        assertThat(person.first(Mood.class)).hasValue(Mood.of(MoodValue.IN_LOVE, MoodValue.other("brooding")));
        PlaceIs place = person.first(PlaceIs.class).orElseThrow();
        assertThat(place.audio()).isEqualTo(AudioPlaceInformation.NOISY);
        assertThat(place.video()).isEqualTo(VideoPlaceInformation.TOOBRIGHT);
        assertThat(place.text()).isEqualTo(TextPlaceInformation.UNCOMFORTABLE);
        assertThat(person.first(PlaceType.class).orElseThrow().values()).startsWith(PlaceTypeValue.RESIDENCE);
        assertThat(person.first(Privacy.class))
                .hasValue(Privacy.of(PrivacyValue.AUDIO, PrivacyValue.TEXT, PrivacyValue.VIDEO));
        assertThat(person.first(Sphere.class)).hasValue(Sphere.of(SphereValue.WORK));
        assertThat(person.first(StatusIcon.class).orElseThrow().uri()).endsWith("icon");
        assertThat(person.first(TimeOffset.class).orElseThrow().minutes()).isEqualTo(-240);
        assertThat(person.first(RpidClass.class)).hasValue(new RpidClass("calendar"));
        Extensions tuple = presence.tuples().get(0).extensions();
        assertThat(tuple.first(Relationship.class)).hasValue(Relationship.of(RelationshipValue.FAMILY));
        assertThat(tuple.first(ServiceClass.class)).hasValue(ServiceClass.of(ServiceClassValue.IN_PERSON));
        Extensions device =
                presence.extensions().first(Device.class).orElseThrow().extensions();
        assertThat(device.first(UserInput.class).orElseThrow().state()).isEqualTo(UserInput.State.IDLE);
    }

    @Test
    void readsWhatOldLibrariesCouldOnlyWrite() throws IOException, PayloadFormatException {
        Presence presence = decoded("rich.xml");
        assertThat(presence.tuples()
                        .get(1)
                        .extensions()
                        .first(Relationship.class)
                        .orElseThrow()
                        .values()
                        .get(0)
                        .text())
                .isEqualTo("barber");
        Extensions person =
                presence.extensions().first(Person.class).orElseThrow().extensions();
        assertThat(person.first(Sphere.class).orElseThrow().text()).isEqualTo("bowling league");
        assertThat(person.first(PlaceIs.class).orElseThrow().audio().name()).isEqualTo("noisy");
        assertThat(person.all(XmlElement.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r:user-input>asleep</r:user-input>",
                "<r:user-input idle-threshold='x'>idle</r:user-input>",
                "<r:time-offset>noon</r:time-offset>",
                "<r:status-icon/>",
                "<r:class> </r:class>",
                "<r:mood from='yesterday'/>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:r='urn:ietf:params:xml:ns:pidf:rpid' entity='pres:a@b'>"
                        + content + "</presence>";
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
