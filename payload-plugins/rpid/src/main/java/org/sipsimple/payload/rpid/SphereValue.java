/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * A part of life (RFC 4480 section 3.10). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record SphereValue(XmlElement element) {
    public static final SphereValue HOME = of("home");
    public static final SphereValue WORK = of("work");
    public static final SphereValue UNKNOWN = of("unknown");

    public SphereValue {
        Check.present(element, "element");
    }

    private static SphereValue of(String word) {
        return new SphereValue(XmlElement.of(Rpid.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
