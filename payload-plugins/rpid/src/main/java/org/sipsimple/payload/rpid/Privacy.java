/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What others near the person may see or hear (RFC 4480 section 3.7).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record Privacy(Validity validity, List<Note> notes, List<PrivacyValue> values) implements Extension {
    public Privacy {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static Privacy of(PrivacyValue... values) {
        return new Privacy(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("privacy", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public Privacy withValidity(Validity changed) {
        return new Privacy(changed, notes, values);
    }

    public Privacy withNotes(List<Note> changed) {
        return new Privacy(validity, changed, values);
    }

    public Privacy withValues(List<PrivacyValue> changed) {
        return new Privacy(validity, notes, changed);
    }
}
