/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The part of life a person is in (RFC 4480 section 3.10).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values normally one
 * @param text a name in words, as some peers send it; empty when there is none
 */
public record Sphere(Validity validity, List<Note> notes, List<SphereValue> values, String text) implements Extension {
    public Sphere {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** A part of life with an element of its own. */
    public static Sphere of(SphereValue value) {
        return new Sphere(Validity.NONE, List.of(), List.of(value), "");
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("sphere", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.text(text).end();
    }

    public Sphere withValidity(Validity changed) {
        return new Sphere(changed, notes, values, text);
    }

    public Sphere withNotes(List<Note> changed) {
        return new Sphere(validity, changed, values, text);
    }

    public Sphere withValues(List<SphereValue> changed) {
        return new Sphere(validity, notes, changed, text);
    }

    public Sphere withText(String changed) {
        return new Sphere(validity, notes, values, changed);
    }
}
