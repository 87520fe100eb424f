/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import org.sipsimple.api.sip.SipSyntaxException;

/** Checks of the small parts of a description. */
final class SdpText {

    private SdpText() {}

    /** The text itself, if it may stand on a line: no CR, LF or NUL (RFC 8866 section 9, byte-string). */
    static String requireLine(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new SipSyntaxException(what + " holds a line end or NUL", text, i);
            }
        }
        return text;
    }

    /** The text itself, if it is one word: not empty, no blanks or control characters. */
    static String requireWord(String what, String text) {
        if (text.isEmpty()) {
            throw new SipSyntaxException(what + " is empty", text, 0);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7F) {
                throw new SipSyntaxException(what + " holds a blank or control character", text, i);
            }
        }
        return text;
    }

    /** The text itself, if it is one word without a colon. */
    static String requireName(String what, String text) {
        int colon = requireWord(what, text).indexOf(':');
        if (colon >= 0) {
            throw new SipSyntaxException(what + " holds a colon", text, colon);
        }
        return text;
    }
}
