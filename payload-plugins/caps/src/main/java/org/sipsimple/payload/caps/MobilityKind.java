/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * Whether a device moves (RFC 5196 section 3.3.2). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record MobilityKind(XmlElement element) {
    public static final MobilityKind FIXED = of("fixed");
    public static final MobilityKind MOBILE = of("mobile");

    public MobilityKind {
        Check.present(element, "element");
    }

    private static MobilityKind of(String word) {
        return new MobilityKind(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
