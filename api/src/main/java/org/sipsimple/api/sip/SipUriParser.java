/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Reads a SIP URI (RFC 3261 section 25.1) in one pass from left to right. */
final class SipUriParser {

    private final String text;
    private int at;

    private @Nullable String user;
    private @Nullable String password;
    private @Nullable Integer port;
    private Map<String, String> parameters = Map.of();
    private Map<String, String> headers = Map.of();

    private SipUriParser(String text, int at) {
        this.text = text;
        this.at = at;
    }

    static SipUri parse(String text) {
        int colon = schemeEnd(text);
        if (colon < 0) {
            throw notSip(text);
        }
        return new SipUriParser(text, colon + 1).read(colon == 4);
    }

    static SipUri parseLenient(String text) {
        String stripped = text.strip();
        if (schemeEnd(stripped) >= 0) {
            return parse(stripped);
        }
        int colon = stripped.indexOf(':');
        if (colon >= 0 && colon < stripped.indexOf('@')) {
            throw notSip(stripped);
        }
        return new SipUriParser(stripped, 0).read(false);
    }

    /** Whether the text begins with one of the two schemes, blanks before it ignored. */
    static boolean hasScheme(String text) {
        return schemeEnd(text.strip()) >= 0;
    }

    private static SipSyntaxException notSip(String text) {
        int end = 0;
        while (end < text.length()
                && (Chars.isAlphanumeric(text.charAt(end)) || "+-.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        boolean isScheme = end > 0 && end < text.length() && text.charAt(end) == ':' && !Chars.isDigit(text.charAt(0));
        return isScheme
                ? new UnsupportedUriSchemeException(text.substring(0, end), mask(text))
                : new SipSyntaxException("not a sip: or sips: URI", mask(text), 0);
    }

    private static int schemeEnd(String text) {
        if (text.regionMatches(true, 0, "sip:", 0, 4)) {
            return 3;
        }
        return text.regionMatches(true, 0, "sips:", 0, 5) ? 4 : -1;
    }

    /** The text with the password of the first URI in it made unreadable, its length unchanged. */
    static String mask(String text) {
        int start = 0;
        for (int i = 0; i < text.length() && start == 0; i++) {
            start = text.regionMatches(true, i, "sip:", 0, 4) ? i + 4 : 0;
            start = text.regionMatches(true, i, "sips:", 0, 5) ? i + 5 : start;
        }
        int sign = text.indexOf('@', start);
        int colon = text.indexOf(':', start);
        return colon < 0 || colon > sign
                ? text
                : text.substring(0, colon + 1) + "*".repeat(sign - colon - 1) + text.substring(sign);
    }

    private SipUri read(boolean secure) {
        int sign = checkCharacters();
        if (sign >= 0) {
            userInfo(sign);
        }
        String host = host();
        port();
        parameters();
        headers();
        if (at < text.length()) {
            throw fail("unexpected text behind the host", at);
        }
        return new SipUri(secure, user, password, host, port, parameters, headers);
    }

    /** Refuses what can't be part of any URI; the index of the first {@code @} or -1. */
    private int checkCharacters() {
        int sign = -1;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F || Character.isSurrogate(c) && !isPair(i)) {
                throw fail("character not allowed in a URI", i);
            }
            if (c == '@' && sign < 0) {
                sign = i;
            }
        }
        return sign;
    }

    private boolean isPair(int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private void userInfo(int sign) {
        int colon = Chars.indexOf(text, ':', at, sign);
        int end = colon < 0 ? sign : colon;
        if (end == at) {
            throw fail("user is empty", at);
        }
        user = UriEscapes.decode(text, at, end);
        if (end < sign) {
            password = UriEscapes.decode(text, end + 1, sign);
        }
        at = sign + 1;
    }

    private String host() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '[') {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw fail("'[' is not closed", at);
            }
            at = close + 1;
        } else {
            at = endOf(":;?");
        }
        return HostSyntax.require(text.substring(start, at));
    }

    private void port() {
        if (at == text.length() || text.charAt(at) != ':') {
            return;
        }
        int start = ++at;
        at = endOf(";?");
        long number = HeaderNumbers.parse(text.substring(start, at), 0xFFFF);
        if (number < 0) {
            throw fail("port is no number from 0 to 65535", start);
        }
        port = (int) number;
    }

    private void parameters() {
        if (at == text.length() || text.charAt(at) != ';') {
            return;
        }
        parameters = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) == ';') {
            int start = ++at;
            at = endOf(";?");
            int equals = Chars.indexOf(text, '=', start, at);
            int nameEnd = equals < 0 ? at : equals;
            if (nameEnd == start) {
                throw fail("URI parameter without a name", start);
            }
            if (Chars.indexOf(text, '@', start, at) >= 0) {
                throw fail("'@' in a URI parameter", start);
            }
            String name = UriEscapes.decode(text, start, nameEnd).toLowerCase(Locale.ROOT);
            parameters.putIfAbsent(name, nameEnd == at ? "" : UriEscapes.decode(text, nameEnd + 1, at));
        }
    }

    private void headers() {
        if (at == text.length() || text.charAt(at) != '?') {
            return;
        }
        Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, StringBuilder> values = new LinkedHashMap<>();
        do {
            int start = ++at;
            at = endOf("&");
            int equals = Chars.indexOf(text, '=', start, at);
            if (equals <= start) {
                throw fail("URI header is not of the form name=value", start);
            }
            String name = UriEscapes.decode(text, start, equals);
            String first = spelling.putIfAbsent(name, name);
            StringBuilder value = values.computeIfAbsent(first == null ? name : first, key -> new StringBuilder());
            value.append(first == null ? "" : ", ").append(UriEscapes.decode(text, equals + 1, at));
        } while (at < text.length());
        headers = new LinkedHashMap<>();
        values.forEach((name, value) -> headers.put(name, value.toString()));
    }

    private int endOf(String stops) {
        int end = at;
        while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private SipSyntaxException fail(String what, int position) {
        return new SipSyntaxException(what, mask(text), position);
    }
}
