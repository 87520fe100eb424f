/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What kind of place a person is in (RFC 4480 section 3.6).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record PlaceType(Validity validity, List<Note> notes, List<PlaceTypeValue> values) implements Extension {
    public PlaceType {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static PlaceType of(PlaceTypeValue... values) {
        return new PlaceType(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("place-type", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public PlaceType withValidity(Validity changed) {
        return new PlaceType(changed, notes, values);
    }

    public PlaceType withNotes(List<Note> changed) {
        return new PlaceType(validity, changed, values);
    }

    public PlaceType withValues(List<PlaceTypeValue> changed) {
        return new PlaceType(validity, notes, changed);
    }
}
