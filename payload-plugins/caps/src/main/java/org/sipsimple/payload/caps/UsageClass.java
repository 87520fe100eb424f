/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * What a service is used for (RFC 5196 section 3.2.6). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record UsageClass(XmlElement element) {
    public static final UsageClass BUSINESS = of("business");
    public static final UsageClass PERSONAL = of("personal");

    public UsageClass {
        Check.present(element, "element");
    }

    private static UsageClass of(String word) {
        return new UsageClass(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
