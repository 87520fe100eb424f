/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presdm;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The human behind a presentity (RFC 4479 section 3.4).
 *
 * @param id unique in the document
 * @param extensions what is known of the person, for example activities and mood
 * @param notes in order
 * @param timestamp when this was last changed; null when not given
 */
public record Person(String id, Extensions extensions, List<Note> notes, @Nullable OffsetDateTime timestamp)
        implements Extension {
    public Person {
        Check.text(id, "person id");
        notes = List.copyOf(notes);
    }

    /** A person of whom nothing is known. */
    public static Person of(String id) {
        return new Person(id, Extensions.NONE, List.of(), null);
    }

    /** Adds an element of another schema. */
    public Person withExtension(Extension extension) {
        return withExtensions(extensions.with(extension));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(DataModel.NAMESPACE, "person")
                .attribute("id", id)
                .attributes(extensions)
                .elements(extensions);
        notes.forEach(note -> note.write(DataModel.NAMESPACE, out));
        out.element(DataModel.NAMESPACE, "timestamp", timestamp).end();
    }

    public Person withId(String changed) {
        return new Person(changed, extensions, notes, timestamp);
    }

    public Person withExtensions(Extensions changed) {
        return new Person(id, changed, notes, timestamp);
    }

    public Person withNotes(List<Note> changed) {
        return new Person(id, extensions, changed, timestamp);
    }

    public Person withTimestamp(@Nullable OffsetDateTime changed) {
        return new Person(id, extensions, notes, changed);
    }
}
