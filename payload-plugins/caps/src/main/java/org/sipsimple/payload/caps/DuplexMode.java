/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * In which directions a service works at once (RFC 5196 section 3.2.10). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record DuplexMode(XmlElement element) {
    public static final DuplexMode FULL = of("full");
    public static final DuplexMode HALF = of("half");
    public static final DuplexMode RECEIVE_ONLY = of("receive-only");
    public static final DuplexMode SEND_ONLY = of("send-only");

    public DuplexMode {
        Check.present(element, "element");
    }

    private static DuplexMode of(String word) {
        return new DuplexMode(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
