/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A media type with its parameters, as in a Content-Type header (RFC 2045 section 5.1). Type, subtype and parameter
 * names are kept in lower case, parameter values as they were written.
 *
 * <p>Immutable.
 *
 * @param type for example {@code application}
 * @param subtype for example {@code pidf+xml}
 * @param parameters in the order they were written, without quotes
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    private static final String SPECIALS = "()<>@,;:\\\"/[]?=";

    public MediaType {
        type = type.toLowerCase(Locale.ROOT);
        subtype = subtype.toLowerCase(Locale.ROOT);
        requireToken(type, "media type");
        requireToken(subtype, "media subtype");
        parameters = parameters.isEmpty() ? Map.of() : checked(parameters);
    }

    private static Map<String, String> checked(Map<String, String> parameters) {
        Map<String, String> copy = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            requireToken(name, "media type parameter");
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
                throw new IllegalArgumentException(
                        "the value of media type parameter " + name + " has a control character");
            }
            copy.put(name.toLowerCase(Locale.ROOT), value);
        });
        return java.util.Collections.unmodifiableMap(copy);
    }

    /** A media type without parameters. */
    public static MediaType of(String type, String subtype) {
        return new MediaType(type, subtype, Map.of());
    }

    /**
     * Reads the value of a Content-Type header; parameter values may be quoted.
     *
     * @throws IllegalArgumentException when the text is no media type
     */
    public static MediaType parse(String text) {
        return new MediaTypeParser(text).parse();
    }

    /** The value of a parameter, found by its name in lower case; null when it is not there. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** This type with one parameter added or replaced. */
    public MediaType withParameter(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return new MediaType(type, subtype, changed);
    }

    /** Type and subtype without parameters, for example {@code application/pidf+xml}. */
    public String essence() {
        return type + '/' + subtype;
    }

    /** As it stands in a Content-Type header. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(essence());
        parameters.forEach(
                (name, value) -> text.append(';').append(name).append('=').append(quoteIfNeeded(value)));
        return text.toString();
    }

    private static String quoteIfNeeded(String value) {
        if (isToken(value)) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void requireToken(String text, String what) {
        if (!isToken(text)) {
            throw new IllegalArgumentException(what + " is not a token: \"" + text + '"');
        }
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7F && SPECIALS.indexOf(c) < 0;
    }
}
