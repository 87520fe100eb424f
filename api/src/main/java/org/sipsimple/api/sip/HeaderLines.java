/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;

/** Takes header lines apart (RFC 3261 sections 7.3.1 and 7.5). */
final class HeaderLines {

    private HeaderLines() {}

    /** The header lines from that index to an empty line or the end of the text. */
    static List<SipHeader> parse(String text, int from) {
        throw new UnsupportedOperationException(text + from);
    }

    /** Adds the comma-separated values to the list. */
    static void split(String value, List<String> into) {
        throw new UnsupportedOperationException(value + into);
    }
}
