/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The {@code ;name=value} lists of header fields: held unquoted, written with quotes where the grammar needs them. */
final class HeaderParameters {

    /** Feature tags without a plus sign, whose values are quoted even when they are tokens (RFC 3840 section 9). */
    private static final Set<String> QUOTED_TAGS = Set.of(
            "audio",
            "automata",
            "class",
            "duplex",
            "data",
            "control",
            "mobility",
            "description",
            "events",
            "priority",
            "methods",
            "schemes",
            "application",
            "video",
            "language",
            "type",
            "actor",
            "text",
            "extensions");

    private HeaderParameters() {}

    static Map<String, String> copy(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> copy = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            Chars.requireToken("parameter name", name);
            Chars.requireLine("parameter value", value);
            copy.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        });
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Reads {@code ;name=value} up to the end of the text. The first of each name counts; a semicolon behind the last
     * one is passed over.
     */
    static Map<String, String> parse(HeaderCursor cursor) {
        if (cursor.skipBlanks().atEnd()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        while (!cursor.skipBlanks().atEnd()) {
            cursor.expect(';');
            if (cursor.atEnd()) {
                break;
            }
            String name = cursor.token("parameter name");
            String value = cursor.pass('=') ? value(cursor) : "";
            parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static String value(HeaderCursor cursor) {
        return cursor.isAt('"') ? cursor.quoted() : cursor.until("parameter value", ";,\"");
    }

    /** Appends {@code ;name=value} for each, those of feature tags in quotes. */
    static void append(StringBuilder out, Map<String, String> parameters) {
        parameters.forEach(
                (name, value) -> append(out, name, value, name.charAt(0) == '+' || QUOTED_TAGS.contains(name)));
    }

    /** Appends {@code ;name=value} for each, in quotes only where the grammar needs them. */
    static void appendPlain(StringBuilder out, Map<String, String> parameters) {
        parameters.forEach((name, value) -> append(out, name, value, false));
    }

    private static void append(StringBuilder out, String name, String value, boolean quoted) {
        out.append(';').append(name);
        if (value.isEmpty()) {
            return;
        }
        out.append('=');
        if (quoted || !isPlain(value)) {
            quote(out, value);
        } else {
            out.append(value);
        }
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Chars.isToken(c) && c != '[' && c != ']' && c != ':') {
                return false;
            }
        }
        return true;
    }

    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** Appends the text in round brackets. */
    static void comment(StringBuilder out, String text) {
        out.append('(');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == ')' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append(')');
    }
}
