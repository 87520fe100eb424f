/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The two comparisons of {@link SipUri}. */
final class SipUriComparison {

    /** Parameters that make a difference even when only one side has them (RFC 3261 section 19.1.4). */
    private static final Set<String> SIGNIFICANT = Set.of("transport", "user", "ttl", "method", "maddr");

    private SipUriComparison() {}

    static boolean equivalent(SipUri first, SipUri second) {
        return first.secure() == second.secure()
                && Objects.equals(first.user(), second.user())
                && Objects.equals(first.password(), second.password())
                && Objects.equals(first.port(), second.port())
                && HostSyntax.same(first.host(), second.host())
                && sameParameters(first.parameters(), second.parameters())
                && sameHeaders(first, second);
    }

    private static boolean sameParameters(Map<String, String> first, Map<String, String> second) {
        for (Map.Entry<String, String> parameter : first.entrySet()) {
            String other = second.get(parameter.getKey());
            if (other == null
                    ? SIGNIFICANT.contains(parameter.getKey())
                    : !other.equalsIgnoreCase(parameter.getValue())) {
                return false;
            }
        }
        for (String name : second.keySet()) {
            if (SIGNIFICANT.contains(name) && !first.containsKey(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameHeaders(SipUri first, SipUri second) {
        return first.headers().size() == second.headers().size() && headersWithin(second, first);
    }

    private static boolean headersWithin(SipUri part, SipUri whole) {
        return part.headers().entrySet().stream().allMatch(header -> whole.header(header.getKey())
                .filter(header.getValue()::equalsIgnoreCase)
                .isPresent());
    }

    static boolean covers(SipUri whole, String address) {
        SipUri part;
        try {
            part = SipUri.parseLenient(address);
        } catch (SipSyntaxException e) {
            return false; // what is no SIP address matches nothing: the documented answer
        }
        return (!SipUriParser.hasScheme(address) || part.secure() == whole.secure())
                && (part.user() == null || part.user().equals(whole.user()))
                && (part.password() == null || part.password().equals(whole.password()))
                && (part.port() == null || part.port().equals(whole.port()))
                && HostSyntax.same(part.host(), whole.host())
                && parametersWithin(part.parameters(), whole.parameters())
                && headersWithin(part, whole);
    }

    private static boolean parametersWithin(Map<String, String> part, Map<String, String> whole) {
        return part.entrySet().stream()
                .allMatch(parameter -> parameter.getValue().equalsIgnoreCase(whole.get(parameter.getKey())));
    }
}
