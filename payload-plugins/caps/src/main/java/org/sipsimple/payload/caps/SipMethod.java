/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * A SIP method (RFC 5196 section 3.2.15). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record SipMethod(XmlElement element) {
    public static final SipMethod ACK = of("ACK");
    public static final SipMethod BYE = of("BYE");
    public static final SipMethod CANCEL = of("CANCEL");
    public static final SipMethod INFO = of("INFO");
    public static final SipMethod INVITE = of("INVITE");
    public static final SipMethod MESSAGE = of("MESSAGE");
    public static final SipMethod NOTIFY = of("NOTIFY");
    public static final SipMethod OPTIONS = of("OPTIONS");
    public static final SipMethod PRACK = of("PRACK");
    public static final SipMethod PUBLISH = of("PUBLISH");
    public static final SipMethod REFER = of("REFER");
    public static final SipMethod REGISTER = of("REGISTER");
    public static final SipMethod SUBSCRIBE = of("SUBSCRIBE");
    public static final SipMethod UPDATE = of("UPDATE");

    public SipMethod {
        Check.present(element, "element");
    }

    private static SipMethod of(String word) {
        return new SipMethod(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
