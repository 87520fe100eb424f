/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * How good a place is for speaking (RFC 4480 section 3.5). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record AudioPlaceInformation(XmlElement element) {
    public static final AudioPlaceInformation NOISY = of("noisy");
    public static final AudioPlaceInformation OK = of("ok");
    public static final AudioPlaceInformation QUIET = of("quiet");
    public static final AudioPlaceInformation UNKNOWN = of("unknown");

    public AudioPlaceInformation {
        Check.present(element, "element");
    }

    private static AudioPlaceInformation of(String word) {
        return new AudioPlaceInformation(XmlElement.of(Rpid.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
