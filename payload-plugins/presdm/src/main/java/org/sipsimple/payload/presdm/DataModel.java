/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presdm;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of RFC 4479 where they stand in presence documents. */
@ExtensionReaderProvider
public final class DataModel implements ExtensionReader {
    /** The namespace of the data model. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pidf:data-model", "dm");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "person" -> person(in);
            case "device" -> device(in);
            case "deviceID" -> new DeviceId(in.uriText());
            default -> in.element();
        };
    }

    private static Person person(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Extensions.Collector extra = Extensions.collect(in, "id");
        List<Note> notes = new ArrayList<>();
        OffsetDateTime timestamp = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "note" -> notes.add(Note.read(in));
                case "timestamp" -> timestamp = in.dateTimeText();
                default -> extra.add(in);
            }
        }
        return new Person(id, extra.build(), notes, timestamp);
    }

    private static Device device(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Extensions.Collector extra = Extensions.collect(in, "id");
        DeviceId deviceId = null;
        List<Note> notes = new ArrayList<>();
        OffsetDateTime timestamp = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "deviceID" -> deviceId = new DeviceId(in.uriText());
                case "note" -> notes.add(Note.read(in));
                case "timestamp" -> timestamp = in.dateTimeText();
                default -> extra.add(in);
            }
        }
        return new Device(id, extra.build(), deviceId, notes, timestamp);
    }
}
