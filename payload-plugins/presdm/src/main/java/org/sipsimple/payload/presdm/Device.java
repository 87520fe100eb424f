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
 * A device of a presentity (RFC 4479 section 3.5).
 *
 * @param id unique in the document
 * @param extensions what is known of the device, for example its capabilities
 * @param deviceId names the device the same way in all documents; null when not given
 * @param notes in order
 * @param timestamp when this was last changed; null when not given
 */
public record Device(
        String id,
        Extensions extensions,
        @Nullable DeviceId deviceId,
        List<Note> notes,
        @Nullable OffsetDateTime timestamp)
        implements Extension {
    public Device {
        Check.text(id, "device id");
        notes = List.copyOf(notes);
    }

    /** A device of which only its id is known. */
    public static Device of(String id, String deviceId) {
        return new Device(id, Extensions.NONE, new DeviceId(deviceId), List.of(), null);
    }

    /** Adds an element of another schema. */
    public Device withExtension(Extension extension) {
        return withExtensions(extensions.with(extension));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(DataModel.NAMESPACE, "device")
                .attribute("id", id)
                .attributes(extensions)
                .elements(extensions);
        if (deviceId != null) {
            deviceId.write(out);
        }
        notes.forEach(note -> note.write(DataModel.NAMESPACE, out));
        out.element(DataModel.NAMESPACE, "timestamp", timestamp).end();
    }

    public Device withId(String changed) {
        return new Device(changed, extensions, deviceId, notes, timestamp);
    }

    public Device withExtensions(Extensions changed) {
        return new Device(id, changed, deviceId, notes, timestamp);
    }

    public Device withDeviceId(@Nullable DeviceId changed) {
        return new Device(id, extensions, changed, notes, timestamp);
    }

    public Device withNotes(List<Note> changed) {
        return new Device(id, extensions, deviceId, changed, timestamp);
    }

    public Device withTimestamp(@Nullable OffsetDateTime changed) {
        return new Device(id, extensions, deviceId, notes, changed);
    }
}
