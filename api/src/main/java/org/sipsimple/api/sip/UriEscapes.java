/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Escaping of one kind of URI component (RFC 3261 section 19.1.2). Text is UTF-8 on the wire; octets that are no UTF-8
 * are held as the single surrogates U+DC80 to U+DCFF, which is what makes reading and writing lossless.
 */
final class UriEscapes {

    static final UriEscapes USER = new UriEscapes("&=+$,;?/");
    static final UriEscapes PASSWORD = new UriEscapes("&=+$,");
    static final UriEscapes PARAMETER = new UriEscapes("[]/:&+$");
    static final UriEscapes HEADER = new UriEscapes("[]/?:+$");

    private static final String MARK = "-_.!~*'()";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int RAW_OCTET = 0xDC00;

    private final boolean[] plain = new boolean[128];

    private UriEscapes(String extra) {
        for (char c = 0; c < 128; c++) {
            plain[c] = Chars.isAlphanumeric(c) || MARK.indexOf(c) >= 0 || extra.indexOf(c) >= 0;
        }
    }

    /** Appends the text, escaped where this kind of component needs it. */
    void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && plain[c]) {
                out.append(c);
            } else if (c < 0x80) {
                escape(out, c);
            } else if (c < 0x800) {
                escape(out, 0xC0 | c >> 6);
                escape(out, 0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c)) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                escape(out, 0xF0 | point >> 18);
                escape(out, 0x80 | point >> 12 & 0x3F);
                escape(out, 0x80 | point >> 6 & 0x3F);
                escape(out, 0x80 | point & 0x3F);
            } else if (Character.isLowSurrogate(c)) {
                escape(out, c - RAW_OCTET);
            } else {
                escape(out, 0xE0 | c >> 12);
                escape(out, 0x80 | c >> 6 & 0x3F);
                escape(out, 0x80 | c & 0x3F);
            }
        }
    }

    private static void escape(StringBuilder out, int octet) {
        out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }

    /**
     * Undoes {@link #append} for any kind of component; characters that should have been escaped stand for themselves.
     */
    static String decode(String text, int from, int to) {
        int escape = Chars.indexOf(text, '%', from, to);
        if (escape < 0) {
            return text.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from).append(text, from, escape);
        int at = escape;
        while (at < to) {
            char c = text.charAt(at);
            if (c != '%') {
                out.append(c);
                at++;
                continue;
            }
            int octet = octet(text, at, to);
            if (octet < 0) {
                throw new SipSyntaxException("'%' without two hexadecimal digits", SipUriParser.mask(text), at);
            }
            int point = octet < 0x80 ? octet : utf8(text, at, to, octet);
            if (point < 0) {
                out.append((char) (RAW_OCTET + octet));
                at += 3;
            } else {
                out.appendCodePoint(point);
                at += point < 0x80 ? 3 : point < 0x800 ? 6 : point < 0x10000 ? 9 : 12;
            }
        }
        return out.toString();
    }

    /** The octet escaped at that index, or -1 when there is no well-formed escape. */
    private static int octet(String text, int at, int to) {
        if (at + 2 >= to || text.charAt(at) != '%') {
            return -1;
        }
        int high = Chars.hexDigit(text.charAt(at + 1));
        int low = Chars.hexDigit(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** The code point whose UTF-8 octets are escaped from that index on, or -1 when they are no UTF-8 (RFC 3629). */
    private static int utf8(String text, int at, int to, int lead) {
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int point = lead & 0x3F >> more;
        for (int i = 1; i <= more; i++) {
            int octet = octet(text, at + 3 * i, to);
            if (octet < 0x80 || octet > 0xBF) {
                return -1;
            }
            point = point << 6 | octet & 0x3F;
        }
        boolean tooLong = point < (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return tooLong || surrogate || point > 0x10FFFF ? -1 : point;
    }

    static void requireEncodable(@Nullable String text) {
        if (text == null) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c < RAW_OCTET + 0x80 || c > RAW_OCTET + 0xFF) {
                throw new SipSyntaxException("half a surrogate pair", text, i);
            }
        }
    }

    static Map<String, String> copyParameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> copy = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.isEmpty()) {
                throw new SipSyntaxException("URI parameter without a name", name, 0);
            }
            requireEncodable(name);
            requireEncodable(value);
            copy.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        });
        return Collections.unmodifiableMap(copy);
    }

    static Map<String, String> copyHeaders(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        Map<String, String> copy = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            Chars.requireToken("URI header name", name);
            requireEncodable(value);
            copy.put(name, value);
        });
        return Collections.unmodifiableMap(copy);
    }
}
