/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What a person is doing (RFC 4480 section 3.2).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record Activities(Validity validity, List<Note> notes, List<Activity> values) implements Extension {
    public Activities {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static Activities of(Activity... values) {
        return new Activities(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("activities", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public Activities withValidity(Validity changed) {
        return new Activities(changed, notes, values);
    }

    public Activities withNotes(List<Note> changed) {
        return new Activities(validity, changed, values);
    }

    public Activities withValues(List<Activity> changed) {
        return new Activities(validity, notes, changed);
    }
}
