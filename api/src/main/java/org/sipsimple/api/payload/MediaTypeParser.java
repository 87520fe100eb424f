/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one media type; used once, on one thread. */
final class MediaTypeParser {
    private final String text;
    private int at;

    MediaTypeParser(String text) {
        this.text = text;
    }

    MediaType parse() {
        String type = token();
        expect('/');
        String subtype = token();
        Map<String, String> parameters = new LinkedHashMap<>();
        skipBlanks();
        while (at < text.length()) {
            expect(';');
            skipBlanks();
            if (at == text.length()) {
                break;
            }
            String name = token();
            skipBlanks();
            expect('=');
            skipBlanks();
            parameters.put(name, at < text.length() && text.charAt(at) == '"' ? quoted() : token());
            skipBlanks();
        }
        return new MediaType(type, subtype, parameters);
    }

    private String token() {
        skipBlanks();
        int start = at;
        while (at < text.length() && MediaType.isTokenCharacter(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == text.length()) {
                break;
            }
            value.append(text.charAt(at));
        }
        throw malformed();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) {
        if (at == text.length() || text.charAt(at) != c) {
            throw malformed();
        }
        at++;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a media type, at character " + (at + 1) + ": " + text);
    }
}
