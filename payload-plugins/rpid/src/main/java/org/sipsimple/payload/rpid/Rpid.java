/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.namespace.QName;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlWriter;

/** Reads the elements of RFC 4480 where they stand in presence documents. */
@ExtensionReaderProvider
public final class Rpid implements ExtensionReader {
    /** The namespace of rich presence. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pidf:rpid", "rpid");

    private static final Namespace PLACES = new Namespace("urn:ietf:params:xml:ns:location-type", "lt");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "activities" -> parts(in, Activity::new, Activities::new);
            case "class" -> new RpidClass(in.requiredText());
            case "mood" -> parts(in, MoodValue::new, Mood::new);
            case "place-is" -> placeIs(in);
            case "place-type" -> parts(in, PlaceTypeValue::new, PlaceType::new);
            case "privacy" -> parts(in, PrivacyValue::new, Privacy::new);
            case "relationship" -> parts(in, RelationshipValue::new, Relationship::new);
            case "service-class" -> parts(in, ServiceClassValue::new, ServiceClass::new);
            case "sphere" -> sphere(in);
            case "status-icon" -> new StatusIcon(Validity.read(in), in.uriText());
            case "time-offset" -> timeOffset(in);
            case "user-input" -> userInput(in);
            default -> in.element();
        };
    }

    /** Most elements hold notes and then elements whose names are what they say. */
    private interface Maker<V> {
        Extension make(Validity validity, List<Note> notes, List<V> values);
    }

    private static <V> Extension parts(XmlCursor in, Function<XmlElement, V> value, Maker<V> maker)
            throws PayloadFormatException {
        Validity validity = Validity.read(in);
        List<Note> notes = new ArrayList<>();
        List<V> values = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("note")) {
                notes.add(Note.read(in));
            } else {
                values.add(value.apply(in.element()));
            }
        }
        return maker.make(validity, notes, values);
    }

    private static Sphere sphere(XmlCursor in) throws PayloadFormatException {
        Validity validity = Validity.read(in);
        XmlElement whole = in.element();
        List<Note> notes = new ArrayList<>();
        List<SphereValue> values = new ArrayList<>();
        for (XmlElement child : whole.children()) {
            if (child.name().equals(name("note"))) {
                notes.add(new Note(child.text(), child.language()));
            } else {
                values.add(new SphereValue(child));
            }
        }
        return new Sphere(validity, notes, values, whole.ownText().strip());
    }

    private static PlaceIs placeIs(XmlCursor in) throws PayloadFormatException {
        Validity validity = Validity.read(in);
        Extensions.Collector extra = Extensions.collect(in, "id", "from", "until");
        List<Note> notes = new ArrayList<>();
        XmlElement audio = null;
        XmlElement video = null;
        XmlElement text = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "note" -> notes.add(Note.read(in));
                case "audio" -> audio = property(in);
                case "video" -> video = property(in);
                case "text" -> text = property(in);
                default -> extra.add(in);
            }
        }
        return new PlaceIs(
                validity,
                notes,
                audio == null ? null : new AudioPlaceInformation(audio),
                video == null ? null : new VideoPlaceInformation(video),
                text == null ? null : new TextPlaceInformation(text),
                new Extensions(List.of(), extra.build().elements()));
    }

    private static @Nullable XmlElement property(XmlCursor in) throws PayloadFormatException {
        XmlElement value = null;
        int level = in.level();
        while (in.nextChild(level)) {
            value = in.element();
        }
        return value;
    }

    private static TimeOffset timeOffset(XmlCursor in) throws PayloadFormatException {
        Validity validity = Validity.read(in);
        String description = in.attribute("description");
        String minutes = in.trimmed();
        try {
            return new TimeOffset(validity, Integer.parseInt(minutes), description);
        } catch (NumberFormatException e) {
            throw in.malformed("time-offset is not a number of minutes: \"" + minutes + '"');
        }
    }

    private static UserInput userInput(XmlCursor in) throws PayloadFormatException {
        String id = in.attribute("id");
        var lastInput = in.dateTime("last-input");
        Long idleThreshold = in.number("idle-threshold");
        return new UserInput(id, in.wordText(UserInput.State.class), lastInput, idleThreshold);
    }

    static void start(String name, Validity validity, List<Note> notes, XmlWriter out) {
        validity.write(out.start(NAMESPACE, name));
        notes.forEach(note -> note.write(NAMESPACE, out));
    }

    static QName name(String localName) {
        return new QName(NAMESPACE.uri(), localName, NAMESPACE.prefix());
    }

    static QName placeName(String localName) {
        return new QName(PLACES.uri(), localName, PLACES.prefix());
    }
}
