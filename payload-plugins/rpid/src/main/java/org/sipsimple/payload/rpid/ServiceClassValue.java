/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * How a service delivers (RFC 4480 section 3.9). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record ServiceClassValue(XmlElement element) {
    public static final ServiceClassValue COURIER = of("courier");
    public static final ServiceClassValue ELECTRONIC = of("electronic");
    public static final ServiceClassValue FREIGHT = of("freight");
    public static final ServiceClassValue IN_PERSON = of("in-person");
    public static final ServiceClassValue POSTAL = of("postal");
    public static final ServiceClassValue UNKNOWN = of("unknown");

    public ServiceClassValue {
        Check.present(element, "element");
    }

    private static ServiceClassValue of(String word) {
        return new ServiceClassValue(XmlElement.of(Rpid.name(word), ""));
    }

    /** One that only the text names. */
    public static ServiceClassValue other(String text) {
        return new ServiceClassValue(XmlElement.of(Rpid.name("other"), text));
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
