/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What is known of header fields by name: spelling, compact form, list grammar, typed reader, secrecy. */
final class HeaderNames {

    /** Spelling to use, compact forms behind the slash (RFC 3261 section 20 and the IANA registry). */
    private static final String KNOWN = "Accept Accept-Contact/a Accept-Encoding Accept-Language Alert-Info Allow"
            + " Allow-Events/u Authentication-Info Authorization Call-ID/i Call-Info Contact/m Content-Disposition"
            + " Content-Encoding/e Content-Language Content-Length/l Content-Type/c CSeq Date Diversion Error-Info"
            + " Event/o Expires Flow-Timer From/f Geolocation History-Info Identity/y Identity-Info/n In-Reply-To"
            + " Max-Forwards MIME-Version Min-Expires Min-SE Organization P-Asserted-Identity P-Associated-URI"
            + " P-Preferred-Identity Path Priority Privacy Proxy-Authenticate Proxy-Authorization Proxy-Require RAck"
            + " Reason Record-Route Refer-Sub Refer-To/r Referred-By/b Reject-Contact/j Replaces Reply-To"
            + " Request-Disposition/d Require Retry-After Route RSeq Security-Client Security-Server Security-Verify"
            + " Server Service-Route Session-Expires/x SIP-ETag SIP-If-Match Subject/s Subscription-State Supported/k"
            + " Suppress-If-Match Timestamp To/t Unsupported User-Agent Via/v Warning WWW-Authenticate";

    /** Header fields whose values may stand on one line, joined by commas. */
    private static final Set<String> LISTS = Set.of(
            "Accept",
            "Accept-Contact",
            "Accept-Encoding",
            "Accept-Language",
            "Alert-Info",
            "Allow",
            "Allow-Events",
            "Call-Info",
            "Contact",
            "Content-Encoding",
            "Content-Language",
            "Diversion",
            "Error-Info",
            "Geolocation",
            "History-Info",
            "In-Reply-To",
            "P-Asserted-Identity",
            "P-Associated-URI",
            "P-Preferred-Identity",
            "Path",
            "Proxy-Require",
            "Reason",
            "Record-Route",
            "Reject-Contact",
            "Request-Disposition",
            "Require",
            "Route",
            "Security-Client",
            "Security-Server",
            "Security-Verify",
            "Service-Route",
            "Supported",
            "Unsupported",
            "Via",
            "Warning");

    private static final Map<String, Function<String, SipHeader>> READERS = Map.ofEntries(
            Map.entry("From", FromHeader::parse),
            Map.entry("To", ToHeader::parse),
            Map.entry("Contact", ContactHeader::parse),
            Map.entry("Route", RouteHeader::parse),
            Map.entry("Record-Route", RecordRouteHeader::parse),
            Map.entry("Refer-To", ReferToHeader::parse),
            Map.entry("Referred-By", ReferredByHeader::parse),
            Map.entry("Replaces", ReplacesHeader::parse),
            Map.entry("Subject", SubjectHeader::parse),
            Map.entry("Reason", ReasonHeader::parse),
            Map.entry("Retry-After", RetryAfterHeader::parse),
            Map.entry("Warning", WarningHeader::parse),
            Map.entry("Event", EventHeader::parse),
            Map.entry("Subscription-State", SubscriptionStateHeader::parse),
            Map.entry("Content-Type", ContentTypeHeader::parse),
            Map.entry("CSeq", CSeqHeader::parse),
            Map.entry("Via", ViaHeader::parse));

    private static final Map<String, String> SPELLINGS = spellings();

    private HeaderNames() {}

    private static Map<String, String> spellings() {
        Map<String, String> spellings = new HashMap<>();
        for (String entry : KNOWN.split(" ")) {
            int slash = entry.indexOf('/');
            String name = slash < 0 ? entry : entry.substring(0, slash);
            spellings.put(name, name);
            spellings.put(name.toLowerCase(Locale.ROOT), name);
            if (slash >= 0) {
                spellings.put(entry.substring(slash + 1), name);
            }
        }
        return Map.copyOf(spellings);
    }

    /** The full name in its usual spelling; an unknown name as it is. */
    static String canonical(String name) {
        String known = SPELLINGS.get(name);
        return known != null ? known : SPELLINGS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    /** Whether values of that canonical name may share a line. */
    static boolean isList(String canonical) {
        return LISTS.contains(canonical);
    }

    /** Whether the value proves who somebody is and must not be shown. */
    static boolean isSecret(String name) {
        return name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Proxy-Authorization");
    }

    /** The typed form of one value of that canonical name. */
    static SipHeader typed(String canonical, String value) {
        Function<String, SipHeader> reader = READERS.get(canonical);
        return reader == null ? new GenericHeader(canonical, value) : reader.apply(value);
    }
}
