/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What the contact of a tuple is to the presentity (RFC 4480 section 3.8).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record Relationship(Validity validity, List<Note> notes, List<RelationshipValue> values) implements Extension {
    public Relationship {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static Relationship of(RelationshipValue... values) {
        return new Relationship(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("relationship", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public Relationship withValidity(Validity changed) {
        return new Relationship(changed, notes, values);
    }

    public Relationship withNotes(List<Note> changed) {
        return new Relationship(validity, changed, values);
    }

    public Relationship withValues(List<RelationshipValue> changed) {
        return new Relationship(validity, notes, changed);
    }
}
