/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Name and value pairs as in digest headers and Content-Disposition. */
final class HeaderParameters {
    /** RFC 2617 wants these without quotes. */
    private static final Set<String> BARE = Set.of("algorithm", "nc", "stale", "qop");

    private HeaderParameters() {}

    static Map<String, String> ordered(Map<String, String> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static String encode(Map<String, String> parameters) {
        boolean challenge = parameters.containsKey("nonce") && !parameters.containsKey("response");
        StringJoiner text = new StringJoiner(", ");
        parameters.forEach((name, value) -> {
            boolean bare = BARE.contains(name) && !(challenge && name.equals("qop")) && isWord(value);
            text.add(name + "=" + (bare ? value : quote(value)));
        });
        return text.toString();
    }

    /** What would end a value or begin a quoted one can only stand in quotes. */
    private static boolean isWord(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 0x7F && "\",;=\\".indexOf(c) < 0);
    }

    static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The text of a quoted string; a text without quotes stays as it is. */
    static String unquote(String value) throws MsrpSyntaxException {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        if (readQuoted(value, 1, text) != value.length()) {
            throw new MsrpSyntaxException("more than a quoted string", value);
        }
        return text.toString();
    }

    /** Reads pairs until the end of the text; names come out in lower case. */
    static Map<String, String> parse(String text, char separator) throws MsrpSyntaxException {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                if (text.substring(at).isBlank()) {
                    break;
                }
                throw new MsrpSyntaxException("parameter without value", text.substring(at));
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals + 1;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            StringBuilder value = new StringBuilder();
            if (at < text.length() && text.charAt(at) == '"') {
                at = readQuoted(text, at + 1, value);
            }
            int end = text.indexOf(separator, at);
            end = end < 0 ? text.length() : end;
            value.append(text.substring(at, end).strip());
            if (name.isEmpty() || parameters.putIfAbsent(name, value.toString()) != null) {
                throw new MsrpSyntaxException("parameter without name or given twice", text);
            }
            at = end + 1;
        }
        return parameters;
    }

    private static int readQuoted(String text, int from, StringBuilder value) throws MsrpSyntaxException {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            value.append(c);
        }
        throw new MsrpSyntaxException("quote without end", text);
    }
}
