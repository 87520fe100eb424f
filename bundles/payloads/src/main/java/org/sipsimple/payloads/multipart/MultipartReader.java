/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.multipart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;

/** Takes one multipart body apart; used once, on one thread. Takes lines that end in LF only, too. */
final class MultipartReader {
    private static final int MOST_PARTS = 4096;

    private final Payload payload;
    private final byte[] body;

    MultipartReader(Payload payload) {
        this.payload = payload;
        this.body = payload.body();
    }

    Multipart read() throws PayloadFormatException {
        String boundary = payload.type().parameter("boundary");
        if (!payload.type().type().equals("multipart") || boundary == null || boundary.isEmpty()) {
            throw malformed(0, "not a multipart type with a boundary");
        }
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        int at = delimiter(delimiter, 0);
        List<BodyPart> parts = new ArrayList<>();
        while (!isClosing(at + delimiter.length)) {
            int start = lineEnd(at + delimiter.length);
            int next = delimiter(delimiter, start);
            parts.add(part(start, endBefore(next, start)));
            if (parts.size() > MOST_PARTS) {
                throw malformed(at, "more than " + MOST_PARTS + " parts");
            }
            at = next;
        }
        if (parts.isEmpty()) {
            throw malformed(at, "no part");
        }
        return new Multipart(payload.type(), parts);
    }

    /** The next line that begins with the delimiter and holds nothing more than blanks or the closing hyphens. */
    private int delimiter(byte[] delimiter, int from) throws PayloadFormatException {
        int at = from;
        while (at <= body.length - delimiter.length) {
            if (Arrays.equals(body, at, at + delimiter.length, delimiter, 0, delimiter.length)
                    && isDelimiterEnd(at + delimiter.length)) {
                return at;
            }
            at = lineEnd(at);
        }
        throw malformed(body.length, "the boundary is missing");
    }

    private boolean isDelimiterEnd(int at) {
        int end = isClosing(at) ? at + 2 : at;
        while (end < body.length && (body[end] == ' ' || body[end] == '\t' || body[end] == '\r')) {
            end++;
        }
        return end == body.length || body[end] == '\n';
    }

    private boolean isClosing(int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    /** The start of the next line. */
    private int lineEnd(int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, body.length);
    }

    /** A part ends before the line break in front of the delimiter. */
    private int endBefore(int delimiter, int start) {
        int end = delimiter;
        if (end > start && body[end - 1] == '\n') {
            end--;
            if (end > start && body[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private BodyPart part(int start, int end) throws PayloadFormatException {
        List<BodyPart.Header> headers = new ArrayList<>();
        int at = start;
        while (at < end) {
            int next = Math.min(lineEnd(at), end);
            String line = new String(body, at, next - at, StandardCharsets.UTF_8).stripTrailing();
            if (line.isEmpty()) {
                return new BodyPart(headers, Arrays.copyOfRange(body, next, end));
            }
            addHeader(headers, line, at);
            at = next;
        }
        return new BodyPart(headers, new byte[0]);
    }

    private void addHeader(List<BodyPart.Header> headers, String line, int at) throws PayloadFormatException {
        int last = headers.size() - 1;
        int colon = line.indexOf(':');
        try {
            if (Character.isWhitespace(line.charAt(0)) && last >= 0) {
                BodyPart.Header folded = headers.get(last);
                headers.set(last, new BodyPart.Header(folded.name(), folded.value() + ' ' + line.strip()));
            } else {
                headers.add(new BodyPart.Header(
                        line.substring(0, Math.max(0, colon)).stripTrailing(),
                        line.substring(colon + 1).strip()));
            }
        } catch (IllegalArgumentException e) {
            throw malformed(at, String.valueOf(e.getMessage()));
        }
    }

    private PayloadFormatException malformed(int at, String what) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at && i < body.length; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new PayloadFormatException(payload.type().essence(), line + ":" + (at - lineStart + 1), what);
    }
}
