/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

/** Names, escapes and quotes of header lines (RFC 3862 sections 2.3 and 3). */
final class CpimText {
    private CpimText() {}

    static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(CpimText::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return c > ' ' && c != 0x7F && "\"(),./:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    /** Control characters and backslashes escaped, and at the ends what a reader would take for the header's own. */
    static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ofHeader = i == 0 && c == ';' || (i == 0 || i + 1 == text.length()) && Character.isWhitespace(c);
            if (c >= ' ' && c != '\\' && c != 0x7F && !ofHeader) {
                if (escaped != null) {
                    escaped.append(c);
                }
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\b' -> escaped.append("\\b");
                default -> escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    /** The reverse of {@link #escape}; an unknown escape stands for its character. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'b' -> plain.append('\b');
                case 'u' -> i += unicode(text, i, plain);
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }

    private static int unicode(String text, int at, StringBuilder plain) {
        String digits = text.substring(Math.min(at + 1, text.length()), Math.min(at + 5, text.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            plain.append('u');
            return 0;
        }
        plain.append((char) Integer.parseInt(digits, 16));
        return 4;
    }

    /** A display name as it stands in front of a URI: plain words, or quoted where a character asks for it. */
    static String displayName(String name) {
        for (String word : name.split(" ", -1)) {
            if (!isName(word) || word.indexOf('\'') >= 0) {
                return '"' + escape(name).replace("\"", "\\\"") + '"';
            }
        }
        return escape(name);
    }
}
