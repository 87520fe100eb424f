/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.List;
import javax.xml.namespace.QName;

import org.jspecify.annotations.Nullable;

/**
 * An element kept as it was: name, attributes and content in order. Comments and processing instructions are not kept,
 * nor is white space between elements.
 *
 * @param name its name, with the prefix it was written with
 * @param attributes in document order
 * @param content elements and text in document order
 */
public record XmlElement(QName name, List<XmlAttribute> attributes, List<XmlNode> content)
        implements Extension, XmlNode {

    public XmlElement {
        Check.present(name, "element name");
        attributes = List.copyOf(attributes);
        content = List.copyOf(content);
    }

    /** An element that holds only text; an empty text makes an empty element. */
    public static XmlElement of(QName name, String text) {
        return new XmlElement(name, List.of(), text.isEmpty() ? List.of() : List.of(new XmlText(text)));
    }

    /** The character data in it and in all elements below. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            text.append(node instanceof XmlText t ? t.text() : ((XmlElement) node).text());
        }
        return text.toString();
    }

    /** The character data in it, without that of elements below. */
    public String ownText() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            text.append(node instanceof XmlText t ? t.text() : "");
        }
        return text.toString();
    }

    /** The elements in it, in order. */
    public List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /** The value of an attribute; null when it is not there. */
    public @Nullable String attribute(QName attribute) {
        for (XmlAttribute candidate : attributes) {
            if (candidate.name().equals(attribute)) {
                return candidate.value();
            }
        }
        return null;
    }

    /** The value of {@code xml:lang}; null when it is not there. */
    public @Nullable String language() {
        return attribute(new QName(Namespace.XML.uri(), "lang"));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(name);
        attributes.forEach(out::attribute);
        for (XmlNode node : content) {
            if (node instanceof XmlText text) {
                out.text(text.text());
            } else {
                ((XmlElement) node).write(out);
            }
        }
        out.end();
    }
}
