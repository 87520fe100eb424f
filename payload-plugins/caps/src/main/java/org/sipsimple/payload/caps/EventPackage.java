/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * A SIP event package (RFC 5196 section 3.2.11). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record EventPackage(XmlElement element) {
    public static final EventPackage CONFERENCE = of("conference");
    public static final EventPackage DIALOG = of("dialog");
    public static final EventPackage KPML = of("kpml");
    public static final EventPackage MESSAGE_SUMMARY = of("message-summary");
    public static final EventPackage POC_SETTINGS = of("poc-settings");
    public static final EventPackage PRESENCE = of("presence");
    public static final EventPackage REG = of("reg");
    public static final EventPackage REFER = of("refer");
    public static final EventPackage SIEMENS_RTP_STATS = of("Siemens-RTP-Stats");
    public static final EventPackage SPIRITS_INDPS = of("spirits-INDPs");
    public static final EventPackage SPIRITS_USER_PROF = of("spirits-user-prof");
    public static final EventPackage WINFO = of("winfo");

    public EventPackage {
        Check.present(element, "element");
    }

    private static EventPackage of(String word) {
        return new EventPackage(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
