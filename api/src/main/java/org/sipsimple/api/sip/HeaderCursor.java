/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * Walks through one header value from left to right; whatever is not as expected ends in a {@link SipSyntaxException}.
 */
final class HeaderCursor {

    private final String text;
    private int at;

    HeaderCursor(String text, int from) {
        this.text = text;
        this.at = from;
    }

    HeaderCursor(String text) {
        this(text, 0);
    }

    /** Goes to the next character that is not blank. */
    HeaderCursor skipBlanks() {
        while (at < text.length() && Chars.isBlank(text.charAt(at))) {
            at++;
        }
        return this;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Whether this character comes next. */
    boolean isAt(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    /** Passes the character that comes next. */
    HeaderCursor step() {
        at++;
        return this;
    }

    /** Passes this character with blanks around it, if it is there. */
    boolean pass(char expected) {
        skipBlanks();
        if (!isAt(expected)) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    /** Passes this character with blanks around it. */
    HeaderCursor expect(char expected) {
        if (!pass(expected)) {
            throw fail("expected '" + expected + '\'');
        }
        return this;
    }

    String token(String what) {
        int start = at;
        while (at < text.length() && Chars.isToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw fail(what + " is missing");
        }
        return text.substring(start, at);
    }

    /** All up to one of these characters, a blank or the end. */
    String until(String what, String stops) {
        int start = at;
        while (at < text.length() && !Chars.isBlank(text.charAt(at)) && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw fail(what + " is missing");
        }
        return text.substring(start, at);
    }

    /** A quoted string, without its quotes and backslashes. */
    String quoted() {
        return enclosed('"', '"');
    }

    /** A comment, without its outer brackets and backslashes; brackets within are kept. */
    String comment() {
        return enclosed('(', ')');
    }

    private String enclosed(char open, char close) {
        int start = at++;
        StringBuilder out = null;
        int from = at;
        int depth = 1;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                out = out == null ? new StringBuilder() : out;
                out.append(text, from, at++);
                from = at;
            } else if (c == close && --depth == 0) {
                String last = text.substring(from, at++);
                return out == null ? last : out.append(last).toString();
            } else if (c == open) {
                depth++;
            }
        }
        at = start;
        throw fail("'" + open + "' is not closed");
    }

    /** The rest must be blank. */
    void expectEnd() {
        if (!skipBlanks().atEnd()) {
            throw fail("unexpected text behind the value");
        }
    }

    SipSyntaxException fail(String what) {
        return new SipSyntaxException(what, SipUriParser.mask(text), at);
    }
}
