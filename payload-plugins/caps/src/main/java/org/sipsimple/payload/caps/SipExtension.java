/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * An option tag of SIP (RFC 5196 section 3.2.12). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record SipExtension(XmlElement element) {
    public static final SipExtension REL100 = of("rel100");
    public static final SipExtension EARLY_SESSION = of("early-session");
    public static final SipExtension EVENTLIST = of("eventlist");
    public static final SipExtension FROM_CHANGE = of("from-change");
    public static final SipExtension GRUU = of("gruu");
    public static final SipExtension HIST_INFO = of("hist-info");
    public static final SipExtension JOIN = of("join");
    public static final SipExtension NOREFERSUB = of("norefersub");
    public static final SipExtension PATH = of("path");
    public static final SipExtension PRECONDITION = of("precondition");
    public static final SipExtension PREF = of("pref");
    public static final SipExtension PRIVACY = of("privacy");
    public static final SipExtension RECIPIENT_LIST_INVITE = of("recipient-list-invite");
    public static final SipExtension RECIPIENT_LIST_SUBSCRIBE = of("recipient-list-subscribe");
    public static final SipExtension REPLACES = of("replaces");
    public static final SipExtension RESOURCE_PRIORITY = of("resource-priority");
    public static final SipExtension SDP_ANAT = of("sdp-anat");
    public static final SipExtension SEC_AGREE = of("sec-agree");
    public static final SipExtension TDIALOG = of("tdialog");
    public static final SipExtension TIMER = of("timer");

    public SipExtension {
        Check.present(element, "element");
    }

    private static SipExtension of(String word) {
        return new SipExtension(XmlElement.of(Caps.name(word), ""));
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
