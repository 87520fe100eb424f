/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/pidf+xml}, RFC 3863. */
@PayloadCodecProvider
public final class PidfCodec extends XmlCodec<Presence> {
    /** The namespace of presence documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pidf", "");

    private static final int MAX_PRIORITY_LENGTH = 32;

    /** A codec that reads the extensions found on the class path or module path. */
    public PidfCodec() {
        this(ExtensionReaders.installed());
    }

    /** A codec that reads extensions with the given readers. */
    public PidfCodec(ExtensionReaders readers) {
        super(Presence.class, "application/pidf+xml", Set.of("presence"), NAMESPACE, "presence", readers);
    }

    @Override
    protected Presence read(XmlCursor in) throws PayloadFormatException {
        String entity = in.requiredUri("entity");
        Extensions.Collector extra = Extensions.collect(in, "entity");
        List<Tuple> tuples = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "tuple" -> tuples.add(tuple(in));
                case "note" -> notes.add(Note.read(in));
                default -> extra.add(in);
            }
        }
        return new Presence(entity, tuples, notes, extra.build());
    }

    private static Tuple tuple(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Extensions.Collector extra = Extensions.collect(in, "id");
        Status status = null;
        Contact contact = null;
        List<Note> notes = new ArrayList<>();
        OffsetDateTime timestamp = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "status" -> status = status(in);
                case "contact" -> contact = contact(in);
                case "note" -> notes.add(Note.read(in));
                case "timestamp" -> timestamp = in.dateTimeText();
                default -> extra.add(in);
            }
        }
        if (status == null) {
            throw in.malformed("<tuple> \"" + id + "\" has no <status>");
        }
        return new Tuple(id, status, contact, notes, timestamp, extra.build());
    }

    private static Status status(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        Basic basic = null;
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("basic")) {
                basic = in.wordText(Basic.class);
            } else {
                extra.add(in);
            }
        }
        return new Status(basic, extra.build());
    }

    /** Null for an empty element, which some peers send for a service without address. */
    private static @Nullable Contact contact(XmlCursor in) throws PayloadFormatException {
        String priority = in.attribute("priority");
        BigDecimal number = priority == null ? null : priority(priority.strip(), in);
        String uri = in.anyUriText();
        return uri.isEmpty() ? null : new Contact(uri, number);
    }

    /** Long numbers are refused unread, for a megabyte of digits takes seconds. */
    private static BigDecimal priority(String text, XmlCursor in) throws PayloadFormatException {
        if (text.length() > MAX_PRIORITY_LENGTH) {
            throw in.malformed("contact priority has " + text.length() + " characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw in.malformed("contact priority is not a number: \"" + text + '"');
        }
    }

    @Override
    protected void write(Presence value, XmlWriter out) {
        out.attribute("entity", value.entity()).attributes(value.extensions());
        value.tuples().forEach(tuple -> tuple(tuple, out));
        value.notes().forEach(note -> note.write(NAMESPACE, out));
        out.elements(value.extensions());
    }

    private static void tuple(Tuple value, XmlWriter out) {
        out.start(NAMESPACE, "tuple").attribute("id", value.id()).attributes(value.extensions());
        Status status = value.status();
        out.start(NAMESPACE, "status")
                .attributes(status.extensions())
                .element(NAMESPACE, "basic", status.basic())
                .elements(status.extensions())
                .end();
        out.elements(value.extensions());
        Contact contact = value.contact();
        if (contact != null) {
            out.start(NAMESPACE, "contact")
                    .attribute(
                            "priority",
                            contact.priority() == null
                                    ? null
                                    : contact.priority().toPlainString())
                    .text(contact.uri())
                    .end();
        }
        value.notes().forEach(note -> note.write(NAMESPACE, out));
        out.element(NAMESPACE, "timestamp", value.timestamp()).end();
    }
}
