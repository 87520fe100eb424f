/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidfmanipulation;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.presdm.Person;
import org.sipsimple.payload.rpid.Activities;
import org.sipsimple.payload.rpid.Activity;
import org.sipsimple.payload.rpid.Rpid;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * What a server shows of a user while nobody publishes any presence: a document of the XCAP application
 * {@code pidf-manipulation}, which is a presence document with one person in it (RFC 4827).
 *
 * @param activity an activity of rich presence, for example {@code away}; null for none
 * @param note for people; null for none
 */
public record OfflineStatus(@Nullable String activity, @Nullable String note) {
    public OfflineStatus {
        Check.that(
                activity == null || activity.matches("[A-Za-z_][A-Za-z0-9_.-]*"),
                "not the name of an activity: " + activity);
    }

    /** The XCAP application. */
    public static final String AUID = "pidf-manipulation";

    /** The id of the person in the documents written. */
    private static final String PERSON_ID = "offline_status";

    /** The document for a presentity. */
    public Presence toPresence(String entity) {
        Person person = Person.of(PERSON_ID);
        if (note != null) {
            person = person.withNotes(List.of(Note.of(note)));
        }
        if (activity != null) {
            QName name = new QName(Rpid.NAMESPACE.uri(), activity, Rpid.NAMESPACE.prefix());
            person = person.withExtension(Activities.of(new Activity(XmlElement.of(name, ""))));
        }
        return Presence.of(entity).withExtension(person);
    }

    /** What a document shows: the first activity and the first note of the first person; empty when there is no person. */
    public static Optional<OfflineStatus> of(Presence presence) {
        return presence.extensions().first(Person.class).map(person -> {
            Optional<String> activity = person.extensions().first(Activities.class).stream()
                    .flatMap(activities -> activities.values().stream())
                    .map(Activity::name)
                    .findFirst();
            Optional<String> note = person.notes().stream().map(Note::text).findFirst();
            return new OfflineStatus(activity.orElse(null), note.orElse(null));
        });
    }

    public OfflineStatus withActivity(@Nullable String changed) {
        return new OfflineStatus(changed, note);
    }

    public OfflineStatus withNote(@Nullable String changed) {
        return new OfflineStatus(activity, changed);
    }
}
