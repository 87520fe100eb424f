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

    /** Undoes {@link #append} for any kind of component. */
    static String decode(String text, int from, int to) {
        int escape = text.indexOf('%', from);
        if (escape < 0 || escape >= to) {
            return text.substring(from, to);
        }
        throw new UnsupportedOperationException("next commit");
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
