/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What the place a person is in is like (RFC 4480 section 3.5).
 *
 * @param validity id and time span
 * @param notes in order
 * @param audio null when not given
 * @param video null when not given
 * @param text null when not given
 * @param extensions what other schemas add
 */
public record PlaceIs(
        Validity validity,
        List<Note> notes,
        @Nullable AudioPlaceInformation audio,
        @Nullable VideoPlaceInformation video,
        @Nullable TextPlaceInformation text,
        Extensions extensions)
        implements Extension {
    public PlaceIs {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
    }

    /** Properties and nothing else; each may be null. */
    public static PlaceIs of(
            @Nullable AudioPlaceInformation audio,
            @Nullable VideoPlaceInformation video,
            @Nullable TextPlaceInformation text) {
        return new PlaceIs(Validity.NONE, List.of(), audio, video, text, Extensions.NONE);
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("place-is", validity, notes, out);
        property("audio", audio == null ? null : audio.element(), out);
        property("video", video == null ? null : video.element(), out);
        property("text", text == null ? null : text.element(), out);
        out.elements(extensions).end();
    }

    private static void property(String name, @Nullable XmlElement value, XmlWriter out) {
        if (value != null) {
            out.start(Rpid.NAMESPACE, name);
            value.write(out);
            out.end();
        }
    }

    public PlaceIs withValidity(Validity changed) {
        return new PlaceIs(changed, notes, audio, video, text, extensions);
    }

    public PlaceIs withNotes(List<Note> changed) {
        return new PlaceIs(validity, changed, audio, video, text, extensions);
    }

    public PlaceIs withAudio(@Nullable AudioPlaceInformation changed) {
        return new PlaceIs(validity, notes, changed, video, text, extensions);
    }

    public PlaceIs withVideo(@Nullable VideoPlaceInformation changed) {
        return new PlaceIs(validity, notes, audio, changed, text, extensions);
    }

    public PlaceIs withText(@Nullable TextPlaceInformation changed) {
        return new PlaceIs(validity, notes, audio, video, changed, extensions);
    }

    public PlaceIs withExtensions(Extensions changed) {
        return new PlaceIs(validity, notes, audio, video, text, changed);
    }
}
