/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads lists of challenges, several in one header among them, and lists of parameters as in {@code Authentication-Info}.
 * What it cannot read it leaves out: a server's odd challenge must not hide a good one behind it.
 */
final class ChallengeParser {
    private final String text;
    private int at;

    private ChallengeParser(String text) {
        this.text = text;
    }

    static List<Challenge> challenges(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.forEach(header -> new ChallengeParser(header).read(challenges));
        return challenges;
    }

    static Map<String, String> parameters(String header) {
        List<Challenge> only = new ArrayList<>();
        new ChallengeParser("info " + header).read(only);
        return only.isEmpty() ? Map.of() : only.get(0).parameters();
    }

    private void read(List<Challenge> into) {
        Map<String, String> parameters = new LinkedHashMap<>();
        while (at < text.length()) {
            skip(" \t,");
            String word = token();
            int behind = at;
            skip(" \t");
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skip(" \t");
                parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
            } else if (!word.isEmpty()) {
                at = behind;
                parameters = new LinkedHashMap<>();
                into.add(new Challenge(word.toLowerCase(Locale.ROOT), parameters));
            } else {
                at++;
            }
        }
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String token() {
        int start = at;
        while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String value() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return token();
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }
}
