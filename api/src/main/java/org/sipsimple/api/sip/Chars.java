/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Character classes of RFC 3261 section 25.1. */
final class Chars {

    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c < 127; c++) {
            TOKEN[c] = isAlphanumeric(c);
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Chars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isToken(char c) {
        return c < 128 && TOKEN[c];
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /**
     * As {@link String#indexOf(int, int)}, but looks no further than {@code to}; else long texts would cost their
     * square.
     */
    static int indexOf(String text, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == c) {
                return i;
            }
        }
        return -1;
    }

    /** A control character other than the tab. */
    static boolean isControl(char c) {
        return c < ' ' && c != '\t' || c == 0x7F;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hexDigit(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' && c < 128 ? letter - 'a' + 10 : -1;
    }

    /** The text itself, if it is a token. */
    static String requireToken(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isToken(text.charAt(i))) {
                throw new SipSyntaxException(what + " is not a token", text, i);
            }
        }
        if (text.isEmpty()) {
            throw new SipSyntaxException(what + " is empty", text, 0);
        }
        return text;
    }

    /** Whether the text fits on one line: no control characters but the tab. */
    static boolean isLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text itself, if it fits on one line: no control characters but the tab. */
    static String requireLine(String what, String text) {
        return requireLine(what, text, false);
    }

    /** As {@link #requireLine(String, String)}; the error message doesn't show a secret text. */
    static String requireLine(String what, String text, boolean secret) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                throw new SipSyntaxException(what + " holds a control character", secret ? "(hidden)" : text, i);
            }
        }
        return text;
    }
}
