/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * URIs in documents. Some peers percent-encode a whole URI before they put it into XML, so that
 * {@code sip:alice@example.com} arrives as {@code sip%3Aalice%40example.com}. Such a text has an encoded colon where a
 * scheme ends, which no URI has, and is decoded once; all others are left as they are. URIs are written plain.
 */
final class AnyUri {
    private static final Pattern ENCODED_WHOLE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*%3[Aa]|%2[Bb]).*");

    private AnyUri() {}

    static String read(String text) {
        String uri = text.strip();
        if (uri.indexOf('%') < 0 || !ENCODED_WHOLE.matcher(uri).matches()) {
            return uri;
        }
        byte[] decoded = new byte[uri.length() * 3];
        int length = 0;
        byte[] raw = uri.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = i + 2 < raw.length && raw[i] == '%' ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                decoded[length++] = raw[i];
            } else {
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
