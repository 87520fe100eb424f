/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.ArrayList;
import java.util.List;

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

    /** Whether the text is one word without a colon. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7F || c == ':') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The text itself, if it is one word without a colon. */
    static String requireName(String what, String text) {
        int colon = requireWord(what, text).indexOf(':');
        if (colon >= 0) {
            throw new SipSyntaxException(what + " holds a colon", text, colon);
        }
        return text;
    }

    /** The words between blanks. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>(8);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
                end++;
            }
            if (end > at) {
                words.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    /** The decimal number, or -1 when the text is none or the number is above the limit. */
    static long number(String text, long limit) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (limit - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return text.isEmpty() ? -1 : value;
    }

    /** The unsigned 64-bit number. */
    static long unsigned(String what, String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            boolean fits = Long.compareUnsigned(value, Long.divideUnsigned(-1 - digit, 10)) <= 0;
            if (digit < 0 || digit > 9 || !fits) {
                throw new SipSyntaxException(what + " is no unsigned 64-bit number", text, i);
            }
            value = value * 10 + digit;
        }
        if (text.isEmpty()) {
            throw new SipSyntaxException(what + " is empty", text, 0);
        }
        return value;
    }
}
