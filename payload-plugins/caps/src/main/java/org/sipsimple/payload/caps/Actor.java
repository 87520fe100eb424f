/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * Who answers (RFC 5196 section 3.2.1). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record Actor(XmlElement element) {
    public static final Actor PRINCIPAL = of("principal");
    public static final Actor ATTENDANT = of("attendant");
    public static final Actor MSG_TAKER = of("msg-taker");
    public static final Actor INFORMATION = of("information");

    public Actor {
        Check.present(element, "element");
    }

    private static Actor of(String word) {
        return new Actor(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
