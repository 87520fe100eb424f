/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.configuration.ConfigNode;

/** Takes one line apart: indentation, name, and the value behind {@code =} or the {@code :} of a group. */
final class LineScanner {
    private static final int TAB = 8;

    private final String line;
    private final int number;
    private int at;

    LineScanner(String line, int number) {
        this.line = line;
        this.number = number;
    }

    /** Columns in front of the first character; moves there. */
    int indentation() {
        int columns = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == ' ') {
                columns++;
            } else if (c == '\t') {
                columns = (columns / TAB + 1) * TAB;
            } else {
                break;
            }
        }
        return columns;
    }

    /** Whether nothing but a comment is left. */
    boolean blank() {
        skipBlanks();
        return at == line.length() || line.charAt(at) == '#';
    }

    /** The name in front of {@code =} or of a {@code :} at the end; moves behind it. */
    String name() throws FormatException {
        Token token = token("=:");
        if (token.text().isEmpty()) {
            throw new FormatException(number, "a name is expected in front of \"=\" or \":\"");
        }
        return token.text();
    }

    /** Whether the line opens a group; else a value follows. */
    boolean group() throws FormatException {
        if (at == line.length() || line.charAt(at) == '#') {
            throw new FormatException(number, "neither \"name = value\" nor \"name:\"");
        }
        return line.charAt(at++) == ':';
    }

    /** What is left of the line as a value: nothing, a text, or a list. */
    ConfigNode value() throws FormatException {
        if (blank()) {
            return new ConfigNode.None();
        }
        List<String> items = new ArrayList<>();
        boolean list = false;
        while (true) {
            Token token = token(",");
            boolean comma = at < line.length() && line.charAt(at) == ',';
            list |= comma;
            boolean nothing = token.text().isEmpty() && !token.quoted();
            if (comma || !nothing) {
                items.add(token.text());
            }
            if (!comma) {
                break;
            }
            at++;
            if (items.size() == 1 && nothing && blank()) {
                return new ConfigNode.Items(List.of());
            }
        }
        return list ? new ConfigNode.Items(items) : new ConfigNode.Text(items.get(0));
    }

    private record Token(String text, boolean quoted) {}

    /** Text up to one of the stops, a comment or the end; blanks around it count only inside quotes. */
    private Token token(String stops) throws FormatException {
        skipBlanks();
        StringBuilder text = new StringBuilder();
        int keep = 0;
        boolean anyQuotes = false;
        char quote = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\') {
                text.append(escaped());
                keep = text.length();
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
                if (quote != 0) {
                    text.append(c);
                }
                keep = text.length();
            } else if (c == '"' || c == '\'') {
                quote = c;
                anyQuotes = true;
            } else if (c == '#' || stop(c, stops)) {
                break;
            } else {
                text.append(c);
                keep = c == ' ' || c == '\t' ? keep : text.length();
            }
        }
        if (quote != 0) {
            throw new FormatException(number, "the quote " + quote + " is not closed");
        }
        text.setLength(keep);
        return new Token(text.toString(), anyQuotes);
    }

    /** A colon ends a name only at the end of the line: {@code sip:alice = x} is a setting. */
    private boolean stop(char c, String stops) {
        if (stops.indexOf(c) < 0) {
            return false;
        }
        return c != ':'
                || line.substring(at + 1).stripLeading().startsWith("#")
                || line.substring(at + 1).isBlank();
    }

    private char escaped() throws FormatException {
        at++;
        if (at == line.length()) {
            throw new FormatException(number, "nothing follows the \\ at the end");
        }
        char c = line.charAt(at);
        return c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }
}
