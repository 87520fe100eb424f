/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpSyntaxException;

/**
 * Cuts a stream of bytes into chunks, however the bytes are split. What it cannot use yet stays in the buffer, for the
 * caller to give again with more behind it. Bodies are framed by the end line alone, never by Byte-Range, which some
 * peers count in characters. Not thread-safe; after an exception it is of no more use.
 */
public final class MsrpDecoder {
    /** Longest line of a head, as the reference reads it. */
    public static final int MAX_LINE = 16384;

    /** Most headers of a chunk. */
    public static final int MAX_HEADERS = 64;

    private static final int WINDOW = 128;
    private static final int DASHES = 7;
    private static final int MIN_ID = 4;
    private static final int MAX_ID = 32;
    private static final int CODE = 3;
    /** Line break and dashes: as much of a delimiter as can be at the end of a buffer unseen. */
    private static final int UNSEEN = DASHES + 1;

    private enum State {
        START,
        HEADERS,
        BODY_START,
        BODY,
        ENDED
    }

    private final ChunkHandler handler;
    private final BooleanSupplier paused;
    private final UsualHeaders usual = new UsualHeaders();
    private byte[] line = new byte[2 * WINDOW];
    private State state = State.START;
    private int scanned;
    private MsrpChunk.@Nullable Builder head;
    private byte[] delimiter = {};
    private int headers;
    private @Nullable String defect;
    private char endFlag;

    /** @param paused asked between any two calls of the handler: when true, decoding stops where it is */
    public MsrpDecoder(ChunkHandler handler, BooleanSupplier paused) {
        this.handler = handler;
        this.paused = paused;
    }

    /**
     * Decodes as much as it can; the rest remains in the buffer.
     *
     * @throws MsrpSyntaxException when the input is no MSRP and no later chunk can be found in it
     */
    public void decode(ByteBuffer in) throws MsrpSyntaxException {
        boolean more = true;
        while (more && (in.hasRemaining() || state == State.ENDED) && !paused.getAsBoolean()) {
            more = switch (state) {
                case START, HEADERS -> readLine(in);
                case BODY_START -> readEmptyBody(in);
                case BODY -> readBody(in);
                case ENDED -> finish(endFlag);
            };
        }
    }

    /** Lines are scanned in an array, which is quicker than in a direct buffer; it keeps what has been scanned. */
    private boolean readLine(ByteBuffer in) throws MsrpSyntaxException {
        int start = in.position();
        int available = Math.min(in.remaining(), MAX_LINE);
        int end = -1;
        while (end < 0 && scanned < available) {
            int count = Math.min(WINDOW, available - scanned);
            if (scanned + count > line.length) {
                line = Arrays.copyOf(line, 2 * line.length);
            }
            in.get(start + scanned, line, scanned, count);
            end = indexOfLineFeed(scanned, scanned + count);
            scanned += count;
        }
        if (end < 0) {
            if (scanned == MAX_LINE) {
                throw new MsrpSyntaxException("line longer than " + MAX_LINE, text(in, start, 80));
            }
            return false;
        }
        scanned = 0;
        int length = end - 1;
        if (length < 0 || line[length] != '\r') {
            throw new MsrpSyntaxException("line that does not end in CR LF", text(in, start, end));
        }
        in.position(start + end + 1);
        if (state == State.START) {
            startLine(length);
        } else {
            headerLine(length);
        }
        return true;
    }

    private int indexOfLineFeed(int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String text(ByteBuffer in, int start, int length) {
        byte[] bytes = new byte[Math.min(length, in.limit() - start)];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void startLine(int length) throws MsrpSyntaxException {
        if (length == 0) {
            return; // a line break between chunks: some peers' way to keep a connection alive
        }
        String text = text(length);
        int idEnd = text.indexOf(' ', 5);
        if (!text.startsWith("MSRP ") || idEnd < 5 + MIN_ID || idEnd > 5 + MAX_ID) {
            throw new MsrpSyntaxException("no MSRP start line", text);
        }
        String id = text.substring(5, idEnd);
        for (int i = 0; i < id.length(); i++) {
            if (!isIdent(id.charAt(i))) {
                throw new MsrpSyntaxException("no transaction id", text);
            }
        }
        head = begin(id, text, idEnd + 1);
        headers = 0;
        defect = null;
        delimiter = delimiter(id);
        state = State.HEADERS;
    }

    private static byte[] delimiter(String id) {
        byte[] bytes = new byte[2 + DASHES + id.length()];
        bytes[0] = '\r';
        bytes[1] = '\n';
        Arrays.fill(bytes, 2, 2 + DASHES, (byte) '-');
        for (int i = 0; i < id.length(); i++) {
            bytes[2 + DASHES + i] = (byte) id.charAt(i);
        }
        return bytes;
    }

    private static MsrpChunk.Builder begin(String id, String text, int from) throws MsrpSyntaxException {
        int length = text.length() - from;
        try {
            if (length == CODE || length > CODE && text.charAt(from + CODE) == ' ') {
                int code = code(text, from);
                if (code >= 0) {
                    return MsrpChunk.response(id, code, length == CODE ? "" : text.substring(from + CODE + 1));
                }
            }
            if (length > 0 && length <= MAX_ID && isMethod(text, from)) {
                String method = text.substring(from);
                return MsrpChunk.request(id, method);
            }
        } catch (IllegalArgumentException e) {
            MsrpSyntaxException failure = new MsrpSyntaxException("no MSRP start line", text);
            failure.initCause(e);
            throw failure;
        }
        throw new MsrpSyntaxException("neither method nor status", text);
    }

    private static int code(String text, int from) {
        int code = 0;
        for (int i = from; i < from + CODE; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            code = 10 * code + c - '0';
        }
        return code;
    }

    private static boolean isMethod(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isMethod(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdent(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ".-+%=".indexOf(c) >= 0;
    }

    /** Upper case; the underscore is in no RFC but in FILE_OFFSET, which a widespread client sends. */
    private static boolean isMethod(int c) {
        return c >= 'A' && c <= 'Z' || c == '_';
    }

    private void headerLine(int length) throws MsrpSyntaxException {
        MsrpChunk.Builder builder = java.util.Objects.requireNonNull(head);
        if (length == 0) {
            state = State.BODY_START;
            handler.chunkStarted(builder.build(), defect);
        } else if (isEndLine(length)) {
            endFlag = (char) line[length - 1];
            state = State.ENDED;
            handler.chunkStarted(builder.build(), defect);
        } else if (++headers > MAX_HEADERS) {
            throw new MsrpSyntaxException("more than " + MAX_HEADERS + " headers", text(length));
        } else {
            addHeader(builder, length);
        }
    }

    private void addHeader(MsrpChunk.Builder builder, int length) {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            colon++;
        }
        if (colon == 0 || colon == length) {
            defect = "header without a name";
            return;
        }
        int start = colon + 1;
        int end = length;
        while (start < end && isSpace(line[start])) {
            start++;
        }
        while (end > start && isSpace(line[end - 1])) {
            end--;
        }
        try {
            int known = usual.find(line, colon);
            if (known >= 0) {
                builder.header(usual.name(known), usual.value(known, line, start, end));
            } else {
                builder.header(
                        new String(line, 0, colon, StandardCharsets.UTF_8),
                        new String(line, start, end - start, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            defect = e.getMessage();
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }

    private String text(int length) {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private boolean isEndLine(int length) {
        if (length != delimiter.length - 2 + 1 || !isFlag(line[length - 1])) {
            return false;
        }
        for (int i = 2; i < delimiter.length; i++) {
            if (line[i - 2] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFlag(int c) {
        return c == '$' || c == '+' || c == '#';
    }

    private boolean finish(char flag) {
        state = State.START;
        head = null;
        handler.chunkEnded(flag);
        return true;
    }

    /** Some peers write the end line of an empty body right behind the blank line. */
    private boolean readEmptyBody(ByteBuffer in) {
        int matched = match(in, in.position(), 2);
        if (matched == PARTIAL) {
            return false;
        }
        state = State.BODY;
        if (matched >= 0) {
            in.position(matched + 3);
            finish((char) in.get(matched));
        }
        return true;
    }

    private static final int NONE = -1;
    private static final int PARTIAL = -2;

    /**
     * Compares the buffer with the delimiter from its given byte on.
     *
     * @return the position of the flag when all is there up to the line break; NONE; PARTIAL when the buffer is too short
     */
    private int match(ByteBuffer in, int from, int offset) {
        int at = from;
        for (int i = offset; i < delimiter.length; i++, at++) {
            if (at == in.limit()) {
                return PARTIAL;
            } else if (in.get(at) != delimiter[i]) {
                return NONE;
            }
        }
        if (at == in.limit()) {
            return PARTIAL;
        } else if (!isFlag(in.get(at))) {
            return NONE;
        } else if (at + 1 < in.limit() && in.get(at + 1) != '\r' || at + 2 < in.limit() && in.get(at + 2) != '\n') {
            return NONE;
        }
        return at + 2 < in.limit() ? at : PARTIAL;
    }

    private boolean readBody(ByteBuffer in) {
        int start = in.position();
        int limit = in.limit();
        for (int i = nextDash(in, start + UNSEEN, limit); i < limit; i = nextDash(in, i + DASHES, limit)) {
            int dash = i;
            while (dash > start + 2 && dash > i - (DASHES - 1) && in.get(dash - 1) == '-') {
                dash--;
            }
            int candidate = dash - 2;
            if (in.get(candidate) != '\r' || in.get(candidate + 1) != '\n') {
                continue;
            }
            int matched = match(in, dash, 2);
            if (matched != NONE) {
                emit(in, candidate);
                if (matched == PARTIAL) {
                    return false;
                }
                if (!paused.getAsBoolean()) {
                    in.position(matched + 3);
                    finish((char) in.get(matched));
                }
                return true;
            }
        }
        emit(in, Math.max(start, limit - UNSEEN));
        return false;
    }

    /** Looks at every seventh byte only: one of seven dashes in a row must be among them. */
    private static int nextDash(ByteBuffer in, int from, int limit) {
        if (in.hasArray()) {
            int offset = in.arrayOffset();
            return nextDash(in.array(), from + offset, limit + offset) - offset;
        }
        int i = from;
        while (i < limit && in.get(i) != '-') {
            i += DASHES;
        }
        return i;
    }

    private static int nextDash(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && bytes[i] != '-') {
            i += DASHES;
        }
        return i;
    }

    private void emit(ByteBuffer in, int end) {
        if (end > in.position()) {
            int limit = in.limit();
            in.limit(end);
            handler.chunkData(in);
            in.limit(limit);
            in.position(end);
        }
    }
}
