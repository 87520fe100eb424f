/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Reads SIP URIs, one pass from left to right. */
final class SipUriParser {

    private SipUriParser() {}

    static SipUri parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** Whether the text begins with one of the two schemes, blanks before it ignored. */
    static boolean hasScheme(String text) {
        String start = text.strip();
        return start.regionMatches(true, 0, "sip:", 0, 4) || start.regionMatches(true, 0, "sips:", 0, 5);
    }

    static SipUri parseLenient(String text) {
        throw new UnsupportedOperationException(text);
    }
}
