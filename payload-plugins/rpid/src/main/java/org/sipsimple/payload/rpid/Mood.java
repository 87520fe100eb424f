/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * How a person feels (RFC 4480 section 3.4).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record Mood(Validity validity, List<Note> notes, List<MoodValue> values) implements Extension {
    public Mood {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static Mood of(MoodValue... values) {
        return new Mood(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("mood", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public Mood withValidity(Validity changed) {
        return new Mood(changed, notes, values);
    }

    public Mood withNotes(List<Note> changed) {
        return new Mood(validity, changed, values);
    }

    public Mood withValues(List<MoodValue> changed) {
        return new Mood(validity, notes, changed);
    }
}
