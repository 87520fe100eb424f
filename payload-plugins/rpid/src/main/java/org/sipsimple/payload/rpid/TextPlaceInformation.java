/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * How good a place is for reading and writing (RFC 4480 section 3.5). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record TextPlaceInformation(XmlElement element) {
    public static final TextPlaceInformation UNCOMFORTABLE = of("uncomfortable");
    public static final TextPlaceInformation INAPPROPRIATE = of("inappropriate");
    public static final TextPlaceInformation OK = of("ok");
    public static final TextPlaceInformation UNKNOWN = of("unknown");

    public TextPlaceInformation {
        Check.present(element, "element");
    }

    private static TextPlaceInformation of(String word) {
        return new TextPlaceInformation(XmlElement.of(Rpid.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
