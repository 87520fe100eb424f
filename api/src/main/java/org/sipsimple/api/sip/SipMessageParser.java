/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/** Finds the parts of a message (RFC 3261 sections 7.1, 7.2, 7.5 and 18.3). */
final class SipMessageParser {

    private static final String VERSION = "SIP/2.0";

    private SipMessageParser() {}

    /**
     * The parts of a message.
     *
     * @param method of a request, {@code null} for a response
     * @param target Request-URI or reason phrase
     * @param status of a response, 0 for a request
     * @param bodyStart index of the first byte of the body
     * @param bodyEnd index behind its last byte
     */
    record Layout(@Nullable String method, String target, int status, SipHeaders headers, int bodyStart, int bodyEnd) {}

    static Layout parse(byte[] raw) {
        int start = skipEmptyLines(raw);
        int bodyStart = findBody(raw, start);
        String head = new String(raw, start, Math.max(bodyStart, start) - start, StandardCharsets.UTF_8);
        if (bodyStart < 0) {
            String shown = new String(raw, start, raw.length - start, StandardCharsets.UTF_8);
            throw new SipSyntaxException("no empty line behind the header fields", firstLine(shown), 0);
        }
        int newline = head.indexOf('\n');
        int lineEnd = newline > 0 && head.charAt(newline - 1) == '\r' ? newline - 1 : newline;
        String line = Chars.requireLine("start line", head.substring(0, lineEnd));
        SipHeaders headers = SipHeaders.parse(head, newline + 1);
        int bodyEnd = bodyStart + bodyLength(headers, raw.length - bodyStart);
        return line.regionMatches(true, 0, "SIP/", 0, 4)
                ? response(line, headers, bodyStart, bodyEnd)
                : request(line, headers, bodyStart, bodyEnd);
    }

    /** All that may be shown of a message that is cut off: the end may be in the midst of credentials. */
    private static String firstLine(String text) {
        int newline = text.indexOf('\n');
        return SipUriParser.mask(newline < 0 ? text : text.substring(0, newline));
    }

    private static int skipEmptyLines(byte[] raw) {
        int start = 0;
        while (start < raw.length && (raw[start] == '\r' || raw[start] == '\n')) {
            start++;
        }
        return start;
    }

    /** The index behind the first empty line, or -1. */
    private static int findBody(byte[] raw, int start) {
        for (int i = start; i < raw.length; i++) {
            if (raw[i] != '\n') {
                continue;
            }
            if (i + 1 < raw.length && raw[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < raw.length && raw[i + 1] == '\r' && raw[i + 2] == '\n') {
                return i + 3;
            }
        }
        return -1;
    }

    private static int bodyLength(SipHeaders headers, int available) {
        OptionalLong announced = headers.contentLength();
        if (announced.isEmpty()) {
            return available;
        }
        if (announced.getAsLong() > available) {
            throw new SipSyntaxException(
                    "body is cut off: Content-Length is " + announced.getAsLong() + ", there are " + available
                            + " bytes",
                    "",
                    0);
        }
        return (int) announced.getAsLong();
    }

    private static Layout request(String line, SipHeaders headers, int bodyStart, int bodyEnd) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0) {
            throw new SipSyntaxException("request line has not three parts", SipUriParser.mask(line), 0);
        }
        if (!line.substring(second + 1).equalsIgnoreCase(VERSION)) {
            throw new SipSyntaxException("request line does not end in SIP/2.0", SipUriParser.mask(line), second + 1);
        }
        if (second == first + 1) {
            throw new SipSyntaxException("Request-URI is missing", line, second);
        }
        String method = Chars.requireToken("method", line.substring(0, first));
        return new Layout(method, line.substring(first + 1, second), 0, headers, bodyStart, bodyEnd);
    }

    private static Layout response(String line, SipHeaders headers, int bodyStart, int bodyEnd) {
        if (!line.regionMatches(true, 0, VERSION + ' ', 0, VERSION.length() + 1)) {
            throw new SipSyntaxException("status line does not begin with SIP/2.0", line, 0);
        }
        int start = VERSION.length() + 1;
        int end = line.indexOf(' ', start);
        String code = line.substring(start, end < 0 ? line.length() : end);
        long status = HeaderNumbers.parse(code, 699);
        if (code.length() != 3 || status < 100) {
            throw new SipSyntaxException("status code is not within 100 to 699", line, start);
        }
        String reason = end < 0 ? "" : line.substring(end + 1);
        return new Layout(null, reason, (int) status, headers, bodyStart, bodyEnd);
    }
}
