/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * What another contact is to the presentity (RFC 4480 section 3.8). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record RelationshipValue(XmlElement element) {
    public static final RelationshipValue ASSISTANT = of("assistant");
    public static final RelationshipValue ASSOCIATE = of("associate");
    public static final RelationshipValue FAMILY = of("family");
    public static final RelationshipValue FRIEND = of("friend");
    public static final RelationshipValue SELF = of("self");
    public static final RelationshipValue SUPERVISOR = of("supervisor");
    public static final RelationshipValue UNKNOWN = of("unknown");

    public RelationshipValue {
        Check.present(element, "element");
    }

    private static RelationshipValue of(String word) {
        return new RelationshipValue(XmlElement.of(Rpid.name(word), ""));
    }

    /** One that only the text names. */
    public static RelationshipValue other(String text) {
        return new RelationshipValue(XmlElement.of(Rpid.name("other"), text));
    }

    /** The text of one that has no element of its own. */
    public String text() {
        return element.text();
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
