/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * What others near may notice (RFC 4480 section 3.7). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record PrivacyValue(XmlElement element) {
    public static final PrivacyValue AUDIO = of("audio");
    public static final PrivacyValue TEXT = of("text");
    public static final PrivacyValue VIDEO = of("video");
    public static final PrivacyValue UNKNOWN = of("unknown");

    public PrivacyValue {
        Check.present(element, "element");
    }

    private static PrivacyValue of(String word) {
        return new PrivacyValue(XmlElement.of(Rpid.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
