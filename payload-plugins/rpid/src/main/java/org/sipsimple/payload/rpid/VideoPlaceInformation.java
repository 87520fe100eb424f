/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * How good a place is for video (RFC 4480 section 3.5). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record VideoPlaceInformation(XmlElement element) {
    public static final VideoPlaceInformation TOOBRIGHT = of("toobright");
    public static final VideoPlaceInformation OK = of("ok");
    public static final VideoPlaceInformation DARK = of("dark");
    public static final VideoPlaceInformation UNKNOWN = of("unknown");

    public VideoPlaceInformation {
        Check.present(element, "element");
    }

    private static VideoPlaceInformation of(String word) {
        return new VideoPlaceInformation(XmlElement.of(Rpid.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
