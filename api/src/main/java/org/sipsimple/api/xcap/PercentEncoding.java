/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as parts of a URI (RFC 3986 section 2): what may not stand there goes as its UTF-8 bytes in hexadecimal. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    /** What path segments may have beside letters and digits, but for the quote, which servers trip over. */
    private static final String SEGMENT = UNRESERVED + "!$&()*+,;=:@";

    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** @throws IllegalArgumentException when the text has half a surrogate pair, which UTF-8 cannot tell */
    static String segment(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        ByteBuffer bytes = utf8(text);
        while (bytes.hasRemaining()) {
            int value = bytes.get() & 0xFF;
            if (isAlphanumeric(value) || SEGMENT.indexOf(value) >= 0) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(HEXADECIMAL.charAt(value >> 4)).append(HEXADECIMAL.charAt(value & 15));
            }
        }
        return encoded.toString();
    }

    /** @throws IllegalArgumentException when the text has half a surrogate pair */
    static void requireEncodable(String text) {
        utf8(text);
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text has half a surrogate pair", e);
        }
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
