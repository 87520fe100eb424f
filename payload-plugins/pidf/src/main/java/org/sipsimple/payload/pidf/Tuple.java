/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A service of a presentity (RFC 3863 section 4.1.2).
 *
 * @param id unique in the document
 * @param status whether the service can be used
 * @param contact where; null when not given
 * @param notes in order
 * @param timestamp when this was last changed; null when not given
 * @param extensions what other schemas add, for example rich presence
 */
public record Tuple(
        String id,
        Status status,
        @Nullable Contact contact,
        List<Note> notes,
        @Nullable OffsetDateTime timestamp,
        Extensions extensions) {
    public Tuple {
        Check.text(id, "tuple id");
        Check.present(status, "tuple status");
        notes = List.copyOf(notes);
    }

    /** A service with a basic status and nothing else. */
    public static Tuple of(String id, Basic basic) {
        return new Tuple(id, Status.of(basic), null, List.of(), null, Extensions.NONE);
    }

    /** Adds an element of another schema. */
    public Tuple withExtension(Extension extension) {
        return withExtensions(extensions.with(extension));
    }

    public Tuple withId(String changed) {
        return new Tuple(changed, status, contact, notes, timestamp, extensions);
    }

    public Tuple withStatus(Status changed) {
        return new Tuple(id, changed, contact, notes, timestamp, extensions);
    }

    public Tuple withContact(@Nullable Contact changed) {
        return new Tuple(id, status, changed, notes, timestamp, extensions);
    }

    public Tuple withNotes(List<Note> changed) {
        return new Tuple(id, status, contact, changed, timestamp, extensions);
    }

    public Tuple withTimestamp(@Nullable OffsetDateTime changed) {
        return new Tuple(id, status, contact, notes, changed, extensions);
    }

    public Tuple withExtensions(Extensions changed) {
        return new Tuple(id, status, contact, notes, timestamp, changed);
    }
}
