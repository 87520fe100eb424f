/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;

/**
 * What is known of a presentity (RFC 3863 section 4.1.1). Persons and devices, when their bundle is installed, are among
 * the extensions: {@code presence.extensions().all(Person.class)}.
 *
 * @param entity the URI of the presentity, for example {@code pres:someone@example.com}
 * @param tuples the services, in order
 * @param notes notes on the presentity, in order
 * @param extensions what other schemas add
 */
public record Presence(String entity, List<Tuple> tuples, List<Note> notes, Extensions extensions) {
    public Presence {
        Check.text(entity, "presence entity");
        tuples = List.copyOf(tuples);
        notes = List.copyOf(notes);
    }

    /** A presentity of which nothing is known. */
    public static Presence of(String entity) {
        return new Presence(entity, List.of(), List.of(), Extensions.NONE);
    }

    /** The tuple with an id; empty when there is none. */
    public Optional<Tuple> tuple(String id) {
        return tuples.stream().filter(tuple -> tuple.id().equals(id)).findFirst();
    }

    /** Adds a tuple, or puts it in the place of the one with its id. */
    public Presence withTuple(Tuple tuple) {
        List<Tuple> changed = new ArrayList<>(tuples);
        changed.replaceAll(old -> old.id().equals(tuple.id()) ? tuple : old);
        if (!changed.contains(tuple)) {
            changed.add(tuple);
        }
        return withTuples(changed);
    }

    /** Adds an element of another schema. */
    public Presence withExtension(Extension extension) {
        return withExtensions(extensions.with(extension));
    }

    public Presence withEntity(String changed) {
        return new Presence(changed, tuples, notes, extensions);
    }

    public Presence withTuples(List<Tuple> changed) {
        return new Presence(entity, changed, notes, extensions);
    }

    public Presence withNotes(List<Note> changed) {
        return new Presence(entity, tuples, changed, extensions);
    }

    public Presence withExtensions(Extensions changed) {
        return new Presence(entity, tuples, notes, changed);
    }
}
