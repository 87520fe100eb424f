/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;

/** Takes header lines apart (RFC 3261 sections 7.3.1 and 7.5). */
final class HeaderLines {

    private HeaderLines() {}

    /** The header lines from that index to an empty line or the end of the text. */
    static HeaderTable parse(String text, int from) {
        HeaderTable.Builder fields = new HeaderTable.Builder(text);
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            int stop = contentEnd(text, at, end);
            if (stop == at) {
                break;
            }
            if (isFold(text, at)) {
                throw new SipSyntaxException("a folded line without a line before it", text.substring(at, stop), 0);
            }
            if (!isFold(text, end + 1)) {
                int colon = Chars.indexOf(text, ':', at, stop);
                if (colon < 0) {
                    throw noColon(text.substring(at, stop), fields.size());
                }
                fields.add(name(text, at, colon), colon + 1, stop);
                at = end + 1;
            } else {
                StringBuilder unfolded = new StringBuilder().append(text, at, stop);
                at = end + 1;
                while (isFold(text, at)) {
                    end = lineEnd(text, at);
                    String more = text.substring(at, contentEnd(text, at, end)).strip();
                    unfolded.append(' ').append(more);
                    at = end + 1;
                }
                String line = unfolded.toString();
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw noColon(line, fields.size());
                }
                fields.add(name(line, 0, colon), line.substring(colon + 1));
            }
        }
        return fields.build();
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static int contentEnd(String text, int at, int end) {
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static boolean isFold(String text, int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    private static SipSyntaxException noColon(String line, int index) {
        // what went wrong with the line may be only its colon: it can still hold credentials
        boolean secret = line.regionMatches(true, 0, "Authorization", 0, 13)
                || line.regionMatches(true, 0, "Proxy-Authorization", 0, 19);
        return new SipSyntaxException("header field " + (index + 1) + " has no colon", secret ? "(hidden)" : line, 0);
    }

    private static String name(String text, int from, int colon) {
        String name = HeaderNames.canonical(text.substring(from, colon).stripTrailing());
        return Chars.requireToken("header name", name);
    }

    /**
     * The value with control characters replaced as malformed UTF-8 is: legal in quoted strings, good for nothing else.
     */
    static String visible(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Chars.isControl(value.charAt(i))) {
                StringBuilder out = new StringBuilder(value);
                for (int k = i; k < value.length(); k++) {
                    if (Chars.isControl(value.charAt(k))) {
                        out.setCharAt(k, '\uFFFD');
                    }
                }
                return out.toString();
            }
        }
        return value;
    }

    /** Adds the comma-separated values to the list; empty ones are passed over. */
    static void split(String value, List<String> into) {
        int start = 0;
        int open = -1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' && open < 0) {
                i = quoteEnd(value, i);
            } else if (c == '<' && open < 0) {
                open = i;
            } else if (c == '>') {
                open = -1;
            } else if (c == ',' && open < 0) {
                add(value, start, i, into);
                start = i + 1;
            }
        }
        if (open >= 0) {
            throw new SipSyntaxException("'<' is not closed", value, open);
        }
        add(value, start, value.length(), into);
    }

    private static int quoteEnd(String value, int quote) {
        for (int i = quote + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        throw new SipSyntaxException("'\"' is not closed", value, quote);
    }

    private static void add(String value, int from, int to, List<String> into) {
        String element = value.substring(from, to).strip();
        if (!element.isEmpty()) {
            into.add(element);
        }
    }
}
