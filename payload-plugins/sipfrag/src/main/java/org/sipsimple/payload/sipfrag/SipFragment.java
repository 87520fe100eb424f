/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.sipfrag;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A part of a SIP message (RFC 3420). What REFER's subscriptions carry is a status line alone (RFC 3515 section 2.4.5).
 *
 * @param startLine a status line or request line without its end; null when the fragment has none
 * @param headers in order
 * @param body the bytes behind the empty line; null when there is none. Not copied
 */
public record SipFragment(@Nullable String startLine, List<Header> headers, byte @Nullable [] body) {

    /**
     * A header line.
     *
     * @param name as written; compared without regard to case
     * @param value without folds
     */
    public record Header(String name, String value) {
        public Header {
            if (!name.matches("[A-Za-z0-9!%*_+`'~.-]+")) {
                throw new IllegalArgumentException("not a header name: \"" + name + '"');
            }
            requireOneLine(value);
        }
    }

    public SipFragment {
        headers = List.copyOf(headers);
        if (startLine != null) {
            requireOneLine(startLine);
            if (!isStatusLine(startLine) && !startLine.matches("[A-Za-z0-9!%*_+`'~.-]+ \\S+ SIP/2\\.0")) {
                throw new IllegalArgumentException("neither status line nor request line: " + startLine);
            }
        }
        if (startLine == null && headers.isEmpty() && body == null) {
            throw new IllegalArgumentException("an empty fragment");
        }
    }

    /**
     * The status line of a response.
     *
     * @param code 100 to 699
     * @param reason the phrase behind it
     */
    public static SipFragment status(int code, String reason) {
        if (code < 100 || code > 699) {
            throw new IllegalArgumentException("not a status code: " + code);
        }
        return new SipFragment("SIP/2.0 " + code + ' ' + reason, List.of(), null);
    }

    /** The status code; empty when the fragment is not of a response. */
    public Optional<Integer> code() {
        return statusLine().map(line -> Integer.valueOf(line.substring(8, 11)));
    }

    /** The phrase behind the status code; empty when the fragment is not of a response. */
    public Optional<String> reason() {
        return statusLine().map(line -> line.length() < 12 ? "" : line.substring(12));
    }

    private Optional<String> statusLine() {
        return Optional.ofNullable(startLine).filter(SipFragment::isStatusLine);
    }

    /** The value of the first header of a name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    private static boolean isStatusLine(String line) {
        return line.matches("SIP/2\\.0 [1-6][0-9][0-9]( .*)?");
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("a line break inside a line");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipFragment that
                && Objects.equals(startLine, that.startLine)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(startLine, headers, Arrays.hashCode(body));
    }
}
