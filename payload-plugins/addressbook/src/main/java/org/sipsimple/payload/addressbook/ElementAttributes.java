/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Named values that applications add to contacts, URIs, groups and policies.
 *
 * @param attributes in order
 */
public record ElementAttributes(List<Attribute> attributes) implements Extension {
    public ElementAttributes {
        attributes = List.copyOf(attributes);
    }

    /** The namespace of these elements. */
    public static final Namespace NAMESPACE =
            new Namespace("urn:ag-projects:sipsimple:xml:ns:addressbook", "sipsimple");

    /**
     * A named value.
     *
     * @param name unique among its siblings
     * @param value null for none
     */
    public record Attribute(String name, @Nullable String value) {
        public Attribute {
            Check.text(name, "attribute name");
        }
    }

    /** The value of an attribute; null when it has none or is not there. */
    public @Nullable String value(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return null;
    }

    @Override
    public void write(XmlWriter out) {
        out.start(NAMESPACE, "attributes");
        for (Attribute attribute : attributes) {
            out.start(NAMESPACE, "attribute").attribute("name", attribute.name());
            if (attribute.value() == null) {
                out.attribute("nil", "true");
            } else {
                out.text(attribute.value());
            }
            out.end();
        }
        out.end();
    }
}
