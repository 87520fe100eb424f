/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;

/**
 * Reads a document element by element. The cursor stands on the start of an element; a codec asks for its attributes,
 * then either for its text or for its children:
 *
 * <pre>{@code
 * int level = in.level();
 * while (in.nextChild(level)) {
 *     switch (in.name(PIDF)) {
 *         case "note" -> notes.add(Note.read(in));
 *         default -> extra.add(in);
 *     }
 * }
 * }</pre>
 *
 * What a child's reader leaves unread is skipped. There are no DTDs, no external entities and no way over the
 * {@link XmlLimits}. Used on one thread; every failure is a {@link PayloadFormatException} with line and column.
 */
public final class XmlCursor implements AutoCloseable {
    private final String mediaType;
    private final XMLStreamReader in;
    private final XmlLimits limits;
    private final ExtensionReaders readers;
    private int depth;

    private XmlCursor(String mediaType, XMLStreamReader in, XmlLimits limits, ExtensionReaders readers) {
        this.mediaType = mediaType;
        this.in = in;
        this.limits = limits;
        this.readers = readers;
    }

    /** Opens a document and goes to its root element. */
    public static XmlCursor open(String mediaType, byte[] body, XmlLimits limits, ExtensionReaders readers)
            throws PayloadFormatException {
        if (body.length > limits.bytes()) {
            throw new PayloadFormatException(
                    mediaType, "1:1", body.length + " bytes are more than the " + limits.bytes() + " allowed");
        }
        try {
            XmlCursor cursor = new XmlCursor(mediaType, XmlParser.open(body), limits, readers);
            cursor.checkEncoding(body);
            cursor.toRoot();
            return cursor;
        } catch (XMLStreamException e) {
            throw ParserFailure.of(mediaType, e);
        } catch (RuntimeException e) {
            throw ParserFailure.of(mediaType, null, e);
        }
    }

    private void checkEncoding(byte[] body) throws PayloadFormatException {
        int fault = "UTF-8".equals(in.getEncoding()) ? Utf8.fault(body) : -1;
        if (fault >= 0) {
            throw new PayloadFormatException(mediaType, Utf8.where(body, fault), "not UTF-8");
        }
    }

    private void toRoot() throws PayloadFormatException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
    }

    /**
     * Makes sure that the element at the cursor is the one expected.
     *
     * @throws PayloadFormatException when name or namespace differ
     */
    public void expect(Namespace namespace, String name) throws PayloadFormatException {
        if (!name(namespace).equals(name)) {
            throw malformed("expected <" + name + "> of namespace " + namespace.uri() + ", found <" + localName()
                    + "> of namespace " + namespace());
        }
    }

    /** How deep the element at the cursor is; the root is 1. */
    public int level() {
        return depth;
    }

    /** Goes to the next child of the element at the given level, over whatever was left unread; false behind the last. */
    public boolean nextChild(int level) throws PayloadFormatException {
        while (depth >= level) {
            if (next() == XMLStreamConstants.START_ELEMENT && depth == level + 1) {
                return true;
            }
        }
        return false;
    }

    /** The local name when the element is of the namespace, else the empty text. */
    public String name(Namespace namespace) {
        String uri = in.getNamespaceURI();
        return namespace.uri().equals(uri == null ? "" : uri) ? in.getLocalName() : "";
    }

    /** The element's name without its namespace. */
    public String localName() {
        return in.getLocalName();
    }

    /** The URI of the element's namespace, empty for none. */
    public String namespace() {
        String uri = in.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** The element's full name, with its prefix. */
    public QName qName() {
        String prefix = in.getPrefix();
        return new QName(namespace(), in.getLocalName(), prefix == null ? "" : prefix);
    }

    /** The value of an attribute without namespace; null when it is not there. */
    public @Nullable String attribute(String name) {
        for (int i = 0, n = in.getAttributeCount(); i < n; i++) {
            if (name.equals(in.getAttributeLocalName(i)) && isEmpty(in.getAttributeNamespace(i))) {
                return in.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The value of an attribute of a namespace; null when it is not there. */
    public @Nullable String attribute(Namespace namespace, String name) {
        return in.getAttributeCount() == 0 ? null : in.getAttributeValue(namespace.uri(), name);
    }

    /** The value of {@code xml:lang}; null when it is not there. */
    public @Nullable String language() {
        return attribute(Namespace.XML, "lang");
    }

    /** The value of an attribute that must be there and not be blank. */
    public String required(String name) throws PayloadFormatException {
        String value = attribute(name);
        if (value == null || value.isBlank()) {
            throw malformed("<" + localName() + "> has no " + name);
        }
        return value;
    }

    /** An attribute of type anyURI, read as {@link AnyUri} says; null when it is not there. */
    public @Nullable String uri(String name) {
        String value = attribute(name);
        return value == null ? null : AnyUri.read(value);
    }

    /** An attribute of type anyURI that must be there. */
    public String requiredUri(String name) throws PayloadFormatException {
        return AnyUri.read(required(name));
    }

    /** An attribute with one of the words of an enum, or what it is when left out. */
    public <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) throws PayloadFormatException {
        String value = attribute(name);
        return value == null ? otherwise : constant(type, value.strip());
    }

    /** An attribute with one of the words of an enum; null when it is not there. */
    public <E extends Enum<E>> @Nullable E wordOrNull(String name, Class<E> type) throws PayloadFormatException {
        String value = attribute(name);
        return value == null ? null : constant(type, value.strip());
    }

    /** An attribute with one of the words of an enum, that must be there. */
    public <E extends Enum<E>> E requiredWord(String name, Class<E> type) throws PayloadFormatException {
        return constant(type, required(name).strip());
    }

    /** An attribute that is a whole number from 0; null when it is not there. */
    public @Nullable Long number(String name) throws PayloadFormatException {
        String value = attribute(name);
        return value == null ? null : parseNumber(name, value);
    }

    /** An attribute that is a whole number from 0 and must be there. */
    public long requiredNumber(String name) throws PayloadFormatException {
        return parseNumber(name, required(name));
    }

    /** An attribute that is true or false; null when it is not there. */
    public @Nullable Boolean flag(String name) throws PayloadFormatException {
        String value = attribute(name);
        return value == null ? null : parseFlag(name, value);
    }

    /** An attribute that is a point in time; null when it is not there. */
    public @Nullable OffsetDateTime dateTime(String name) throws PayloadFormatException {
        String value = attribute(name);
        return value == null ? null : parseDateTime(name, value);
    }

    /** The attributes but those named without namespace; {@code xml:lang} is never among them. */
    public List<XmlAttribute> otherAttributes(String... known) {
        int count = in.getAttributeCount();
        List<XmlAttribute> others = List.of();
        for (int i = 0; i < count; i++) {
            if (!isKnown(i, known)) {
                others = others.isEmpty() ? new ArrayList<>(count) : others;
                others.add(new XmlAttribute(in.getAttributeName(i), in.getAttributeValue(i)));
            }
        }
        return others;
    }

    private boolean isKnown(int index, String[] known) {
        String name = in.getAttributeLocalName(index);
        String namespace = in.getAttributeNamespace(index);
        if (!isEmpty(namespace)) {
            return Namespace.XML.uri().equals(namespace) && "lang".equals(name);
        }
        for (String candidate : known) {
            if (candidate.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The element's text as it stands, up to its end; elements inside are an error. */
    public String text() throws PayloadFormatException {
        String name = localName();
        String first = "";
        StringBuilder all = null;
        int event = next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw malformed("<" + name + "> must hold text only, but has <" + localName() + ">");
            }
            if (isText(event)) {
                if (all != null) {
                    all.append(characters());
                } else if (first.isEmpty()) {
                    first = characters();
                } else {
                    all = new StringBuilder(first).append(characters());
                }
            }
            event = next();
        }
        return all == null ? first : all.toString();
    }

    /** The text at the cursor, which the parser reads to its end only now. */
    private String characters() throws PayloadFormatException {
        try {
            return in.getText();
        } catch (RuntimeException e) {
            throw ParserFailure.of(mediaType, in.getLocation(), e);
        }
    }

    /** The element's text without the white space around it. */
    public String trimmed() throws PayloadFormatException {
        return text().strip();
    }

    /** The element's text without the white space around it; blank is an error. */
    public String requiredText() throws PayloadFormatException {
        String name = localName();
        String text = trimmed();
        if (text.isEmpty()) {
            throw malformed("<" + name + "> is empty");
        }
        return text;
    }

    /** The element's text as an anyURI, read as {@link AnyUri} says. */
    public String uriText() throws PayloadFormatException {
        return AnyUri.read(requiredText());
    }

    /** The element's text as an anyURI that may be missing: the empty text then. */
    public String anyUriText() throws PayloadFormatException {
        return AnyUri.read(text());
    }

    /** The element's text as one of the words of an enum. */
    public <E extends Enum<E>> E wordText(Class<E> type) throws PayloadFormatException {
        return constant(type, trimmed());
    }

    /** The element's text as a whole number from 0. */
    public long numberText() throws PayloadFormatException {
        String name = localName();
        return parseNumber(name, trimmed());
    }

    /** The element's text as true or false. */
    public boolean flagText() throws PayloadFormatException {
        String name = localName();
        return parseFlag(name, trimmed());
    }

    /** The element's text as a point in time; one without zone is taken as UTC. */
    public OffsetDateTime dateTimeText() throws PayloadFormatException {
        String name = localName();
        return parseDateTime(name, trimmed());
    }

    /** Reads the element with the reader of its namespace, or keeps it as it is. */
    public Extension extension() throws PayloadFormatException {
        ExtensionReader reader = readers.find(namespace());
        return reader == null ? element() : reader.read(this);
    }

    /** Keeps the element as it is, with all that is in it. */
    public XmlElement element() throws PayloadFormatException {
        QName name = qName();
        List<XmlAttribute> attributes = allAttributes();
        KeptContent content = null;
        int event = next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT || isText(event)) {
                content = content == null ? new KeptContent() : content;
                if (event == XMLStreamConstants.START_ELEMENT) {
                    content.add(element());
                } else {
                    content.add(characters(), in.isWhiteSpace());
                }
            }
            event = next();
        }
        return new XmlElement(name, attributes, content == null ? List.of() : content.build());
    }

    private List<XmlAttribute> allAttributes() {
        int count = in.getAttributeCount();
        if (count == 0) {
            return List.of();
        }
        List<XmlAttribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(new XmlAttribute(in.getAttributeName(i), in.getAttributeValue(i)));
        }
        return attributes;
    }

    /** The namespace that a prefix stands for at this element, for names in text; the empty prefix is the default. */
    public @Nullable String namespaceOf(String prefix) {
        return in.getNamespaceURI(prefix);
    }

    /** Reads on behind the root element, where nothing may follow. */
    public void end() throws PayloadFormatException {
        int event = in.getEventType();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
    }

    /** An exception for what the codec finds wrong at this place. */
    public PayloadFormatException malformed(String what) {
        return new PayloadFormatException(mediaType, ParserFailure.where(in.getLocation()), what);
    }

    @Override
    public void close() throws PayloadFormatException {
        try {
            in.close();
        } catch (XMLStreamException e) {
            throw ParserFailure.of(mediaType, e);
        }
    }

    private int next() throws PayloadFormatException {
        int event = parse();
        if (event == XMLStreamConstants.START_ELEMENT) {
            entered();
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed("document type declarations and entities are not allowed");
        }
        return event;
    }

    private int parse() throws PayloadFormatException {
        try {
            return in.next();
        } catch (XMLStreamException e) {
            throw ParserFailure.of(mediaType, e);
        } catch (RuntimeException e) {
            throw ParserFailure.of(mediaType, in.getLocation(), e);
        }
    }

    private void entered() throws PayloadFormatException {
        if (++depth > limits.depth()) {
            throw malformed("elements are nested deeper than " + limits.depth());
        }
        if (in.getAttributeCount() > limits.attributes()) {
            throw malformed("<" + localName() + "> has more than " + limits.attributes() + " attributes");
        }
    }

    private <E extends Enum<E>> E constant(Class<E> type, String word) throws PayloadFormatException {
        E constant = Tokens.constant(type, word);
        if (constant == null) {
            throw malformed("\"" + word + "\" is none of: " + Tokens.choices(type));
        }
        return constant;
    }

    private long parseNumber(String name, String value) throws PayloadFormatException {
        long number = XmlNumber.parse(value.strip());
        if (number < 0) {
            throw malformed(name + " is not a whole number: \"" + value + '"');
        }
        return number;
    }

    private boolean parseFlag(String name, String value) throws PayloadFormatException {
        return switch (value.strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw malformed(name + " is neither true nor false: \"" + value + '"');
        };
    }

    private OffsetDateTime parseDateTime(String name, String value) throws PayloadFormatException {
        OffsetDateTime time = XmlDateTime.parse(value.strip());
        if (time == null) {
            throw malformed(name + " is not a date and time: \"" + value + '"');
        }
        return time;
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
