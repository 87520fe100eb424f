/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sipsimple.stream.filetransfer.FileSelector;

/**
 * The text form of selectors (RFC 5547 section 6). Besides that it reads what older clients write: {@code sha1} without
 * hyphen, lower case pairs, names that are not percent-escaped.
 */
public final class SelectorText {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Pattern HASH = Pattern.compile("(?i)(sha-?(?:1|256)):([0-9a-f]{2}(?::[0-9a-f]{2})*)");
    private static final int SHA1_BYTES = 20;
    private static final int SHA256_BYTES = 32;

    private final String text;
    private int at;
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable Long size;
    private @Nullable String hash;

    private SelectorText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it is no selector */
    public static FileSelector parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a file selector of " + text.length() + " characters");
        }
        SelectorText reading = new SelectorText(text.strip());
        while (reading.at < reading.text.length()) {
            reading.selector();
        }
        return new FileSelector(reading.name, reading.type, reading.size, reading.hash, null);
    }

    private void selector() {
        int colon = text.indexOf(':', at);
        if (colon < 0) {
            throw bad("no selector");
        }
        String key = text.substring(at, colon).strip().toLowerCase(Locale.ROOT);
        at = colon + 1;
        switch (key) {
            case "name" -> name = unescape(quoted());
            case "type" -> type = typeWord();
            case "size" -> size = number(word());
            case "hash" -> {
                String value = word();
                // of several hashes the first one that is known counts; others are for others
                hash = hash == null && HASH.matcher(value).matches() ? normalHash(value) : hash;
            }
            default -> word();
        }
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String quoted() {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw bad("a name without quotes");
        }
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw bad("a name without end");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private String word() {
        int end = text.indexOf(' ', at);
        String value = text.substring(at, end < 0 ? text.length() : end);
        at += value.length();
        return value;
    }

    /** A media type may have parameters with quoted values, and blanks in those. */
    private String typeWord() {
        int start = at;
        boolean quoted = false;
        while (at < text.length() && (quoted || text.charAt(at) != ' ')) {
            if (text.charAt(at) == '"') {
                quoted = !quoted;
            }
            at++;
        }
        String value = text.substring(start, at);
        boolean fits =
                value.matches("[^\\s/]+/[^\\s/;]+(;.*)?") && value.chars().noneMatch(c -> c < ' ');
        if (quoted || !fits) {
            throw bad("no media type");
        }
        return value;
    }

    private long number(String digits) {
        if (!digits.matches("[0-9]{1,18}")) {
            throw bad("no size");
        }
        return Long.parseLong(digits);
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("no file selector, " + what + ": " + text.replaceAll("\\p{Cntrl}", "?"));
    }

    /** @throws IllegalArgumentException when it is no hash of a known algorithm */
    public static String normalHash(String text) {
        Matcher parts = HASH.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no hash: " + text.replaceAll("\\p{Cntrl}", "?"));
        }
        boolean short1 = parts.group(1).endsWith("1");
        int bytes = (parts.group(2).length() + 1) / 3;
        if (bytes != (short1 ? SHA1_BYTES : SHA256_BYTES)) {
            throw new IllegalArgumentException("a hash of " + bytes + " bytes: " + text);
        }
        return (short1 ? "sha-1:" : "sha-256:") + parts.group(2).toUpperCase(Locale.ROOT);
    }

    /** The text of a selector. */
    public static String write(FileSelector selector) {
        StringJoiner words = new StringJoiner(" ");
        if (selector.name() != null) {
            words.add("name:\"" + escape(selector.name()) + '"');
        }
        if (selector.type() != null) {
            words.add("type:" + selector.type());
        }
        if (selector.size() != null) {
            words.add("size:" + selector.size());
        }
        if (selector.hash() != null) {
            words.add("hash:" + selector.hash());
        }
        return words.toString();
    }

    /** What must not stand in a name: controls, the quote, and the percent sign itself. */
    private static String escape(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c < ' ' || c == '"' || c == '%' || c == 0x7F) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return escaped;
        }
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                plain.write(bytes[i]);
            } else {
                plain.write(high << 4 | low);
                i += 2;
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
