/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

import org.jspecify.annotations.Nullable;

/**
 * Writes a document in UTF-8. Prefixes are declared on the root element in the order of their first use, so equal values
 * give equal bytes. Attributes and elements whose value is null are left out. Used on one thread, for one document.
 */
public final class XmlWriter {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final boolean[] PLAIN = plain();

    private final StringBuilder out;
    private final List<String> prefixes = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();
    private String[] openPrefixes = new String[16];
    private String[] openNames = new String[16];
    private String[] outerDefaults = new String[16];
    private int depth;
    private boolean tagOpen;
    private int rootTagEnd;
    private String defaultUri = "";

    /** An empty document. */
    public XmlWriter() {
        this(1024);
    }

    /** An empty document of about so many characters. */
    public XmlWriter(int expectedLength) {
        out = new StringBuilder(expectedLength).append(DECLARATION);
    }

    /** Begins an element. */
    public XmlWriter start(Namespace namespace, String name) {
        return start(namespace.uri(), namespace.prefix(), name);
    }

    /** Begins an element, with the prefix of its name if that is free. */
    public XmlWriter start(QName name) {
        return start(name.getNamespaceURI(), name.getPrefix(), name.getLocalPart());
    }

    private XmlWriter start(String uri, String wantedPrefix, String name) {
        closeTag();
        push();
        boolean asDefault = uri.isEmpty() || wantedPrefix.isEmpty() || wantedPrefix.equals("xmlns");
        String prefix = asDefault ? "" : prefixOf(uri, wantedPrefix);
        out.append('<');
        qualified(prefix, name);
        openPrefixes[depth] = prefix;
        openNames[depth] = name;
        outerDefaults[depth] = defaultUri;
        if (asDefault && !uri.equals(defaultUri)) {
            out.append(" xmlns=\"");
            escape(uri, true);
            out.append('"');
            defaultUri = uri;
        }
        if (depth == 1) {
            rootTagEnd = out.length();
        }
        tagOpen = true;
        return this;
    }

    private void push() {
        if (++depth == openNames.length) {
            openPrefixes = java.util.Arrays.copyOf(openPrefixes, depth * 2);
            openNames = java.util.Arrays.copyOf(openNames, depth * 2);
            outerDefaults = java.util.Arrays.copyOf(outerDefaults, depth * 2);
        }
    }

    /**
     * Declares a prefix even if nothing uses it, for names that stand in text; to be called right after the root element
     * was begun. An empty prefix declares the default namespace.
     */
    public XmlWriter declare(Namespace namespace) {
        if (namespace.prefix().isEmpty()) {
            out.append(" xmlns=\"");
            escape(namespace.uri(), true);
            out.append('"');
            defaultUri = namespace.uri();
        } else if (!prefixes.contains(namespace.prefix())) {
            prefixes.add(namespace.prefix());
            uris.add(namespace.uri());
        }
        return this;
    }

    /** An attribute of the element just begun. */
    public XmlWriter attribute(String name, @Nullable String value) {
        if (value != null) {
            out.append(' ').append(name).append("=\"");
            escape(value, true);
            out.append('"');
        }
        return this;
    }

    /** An attribute of a namespace. */
    public XmlWriter attribute(Namespace namespace, String name, @Nullable String value) {
        return value == null ? this : attribute(namespace.uri(), namespace.prefix(), name, value);
    }

    /** A kept attribute. */
    public XmlWriter attribute(XmlAttribute attribute) {
        QName name = attribute.name();
        return attribute(name.getNamespaceURI(), name.getPrefix(), name.getLocalPart(), attribute.value());
    }

    private XmlWriter attribute(String uri, String wantedPrefix, String name, String value) {
        if (uri.isEmpty()) {
            return attribute(name, value);
        }
        String prefix = prefixOf(uri, wantedPrefix.isEmpty() ? "ns" : wantedPrefix);
        out.append(' ');
        qualified(prefix, name);
        out.append("=\"");
        escape(value, true);
        out.append('"');
        return this;
    }

    /** An attribute with a number, a truth value or the like. */
    public XmlWriter attribute(String name, @Nullable Object value) {
        return value == null ? this : attribute(name, value.toString());
    }

    /** An attribute with the word of an enum constant. */
    public XmlWriter attribute(String name, @Nullable Enum<?> word) {
        return word == null ? this : attribute(name, Tokens.word(word));
    }

    /** An attribute with a point in time. */
    public XmlWriter attribute(String name, @Nullable OffsetDateTime time) {
        return time == null ? this : attribute(name, XmlDateTime.format(time));
    }

    /** The attribute {@code xml:lang}. */
    public XmlWriter language(@Nullable String tag) {
        return attribute(Namespace.XML, "lang", tag);
    }

    /** Foreign attributes; to be called before any content. */
    public XmlWriter attributes(Extensions extensions) {
        for (XmlAttribute attribute : extensions.attributes()) {
            attribute(attribute);
        }
        return this;
    }

    /** Foreign elements. */
    public XmlWriter elements(Extensions extensions) {
        for (Extension element : extensions.elements()) {
            element.write(this);
        }
        return this;
    }

    /** Character data. */
    public XmlWriter text(String text) {
        if (!text.isEmpty()) {
            closeTag();
            escape(text, false);
        }
        return this;
    }

    /** The word of an enum constant as character data. */
    public XmlWriter text(Enum<?> word) {
        return text(Tokens.word(word));
    }

    /** A point in time as character data. */
    public XmlWriter text(OffsetDateTime time) {
        return text(XmlDateTime.format(time));
    }

    /** An element with text only; nothing when there is none. */
    public XmlWriter element(Namespace namespace, String name, @Nullable String text) {
        return text == null ? this : start(namespace, name).text(text).end();
    }

    /** An element with a number, a truth value or the like; nothing when there is none. */
    public XmlWriter element(Namespace namespace, String name, @Nullable Object value) {
        return value == null ? this : element(namespace, name, value.toString());
    }

    /** An element with the word of an enum constant; nothing when there is none. */
    public XmlWriter element(Namespace namespace, String name, @Nullable Enum<?> word) {
        return word == null ? this : element(namespace, name, Tokens.word(word));
    }

    /** An element with a point in time; nothing when there is none. */
    public XmlWriter element(Namespace namespace, String name, @Nullable OffsetDateTime time) {
        return time == null ? this : element(namespace, name, XmlDateTime.format(time));
    }

    /** An element without content. */
    public XmlWriter empty(Namespace namespace, String name) {
        return start(namespace, name).end();
    }

    /** Ends the innermost element. */
    public XmlWriter end() {
        if (tagOpen) {
            out.append("/>");
            tagOpen = false;
        } else {
            out.append("</");
            qualified(openPrefixes[depth], openNames[depth]);
            out.append('>');
        }
        defaultUri = outerDefaults[depth];
        depth--;
        return this;
    }

    /**
     * The finished document.
     *
     * @throws IllegalStateException when elements are open
     */
    public byte[] toBytes() {
        if (depth != 0) {
            throw new IllegalStateException("<" + openNames[depth] + "> is still open");
        }
        StringBuilder declarations = new StringBuilder();
        for (int i = 0; i < uris.size(); i++) {
            declarations
                    .append(" xmlns:")
                    .append(prefixes.get(i))
                    .append("=\"")
                    .append(uris.get(i))
                    .append('"');
        }
        return out.insert(rootTagEnd, declarations).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escapedUri(String uri) {
        return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private void closeTag() {
        if (tagOpen) {
            out.append('>');
            tagOpen = false;
        }
    }

    private void qualified(String prefix, String name) {
        if (!prefix.isEmpty()) {
            out.append(prefix).append(':');
        }
        out.append(name);
    }

    private String prefixOf(String uri, String wanted) {
        if (wanted.equals("xml")) {
            return wanted;
        }
        for (int i = 0; i < uris.size(); i++) {
            if (uris.get(i).equals(uri)) {
                return prefixes.get(i);
            }
        }
        String prefix = wanted;
        for (int n = 1; prefixes.contains(prefix); n++) {
            prefix = wanted + n;
        }
        prefixes.add(prefix);
        uris.add(uri);
        return prefix;
    }

    private void escape(String text, boolean inAttribute) {
        int written = 0;
        for (int i = 0, n = text.length(); i < n; i++) {
            char c = text.charAt(i);
            if (c < 0xD800 && (c > '>' || PLAIN[c])) {
                continue;
            }
            String reference = reference(text, i, inAttribute);
            if (reference != null) {
                out.append(text, written, i).append(reference);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean['>' + 1];
        for (char c = ' '; c <= '>'; c++) {
            plain[c] = "&<>\"".indexOf(c) < 0;
        }
        return plain;
    }

    private static @Nullable String reference(String text, int at, boolean inAttribute) {
        char c = text.charAt(at);
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return inAttribute ? null : "&gt;";
            case '"':
                return inAttribute ? "&quot;" : null;
            case '\r':
                return "&#13;";
            case '\n':
                return inAttribute ? "&#10;" : null;
            case '\t':
                return inAttribute ? "&#9;" : null;
            default:
                requireWritable(text, at, c);
                return null;
        }
    }

    private static void requireWritable(String text, int at, char c) {
        boolean pair = Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : !Character.isLowSurrogate(c) || at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        if (c < ' ' || c > 0xFFFD || !pair) {
            throw new IllegalArgumentException(
                    String.format("XML cannot carry character U+%04X at position %d", (int) c, at));
        }
    }
}
