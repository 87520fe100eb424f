/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private static final int DASHES = 7;
    private static final int MIN_ID = 4;
    private static final int MAX_ID = 32;
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
    private final byte[] line = new byte[MAX_LINE];
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

    private boolean readLine(ByteBuffer in) throws MsrpSyntaxException {
        int start = in.position();
        int limit = Math.min(in.limit(), start + MAX_LINE);
        int end = start + scanned;
        while (end < limit && in.get(end) != '\n') {
            end++;
        }
        if (end == limit) {
            scanned = end - start;
            if (scanned == MAX_LINE) {
                throw new MsrpSyntaxException("line longer than " + MAX_LINE, text(in, start, 80));
            }
            return false;
        }
        scanned = 0;
        int length = end - start - 1;
        if (length < 0 || in.get(end - 1) != '\r') {
            throw new MsrpSyntaxException("line that does not end in CR LF", text(in, start, end - start));
        }
        in.position(end + 1);
        in.get(start, line, 0, length);
        if (state == State.START) {
            startLine(length);
        } else {
            headerLine(length);
        }
        return true;
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
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        int idEnd = text.indexOf(' ', 5);
        if (!text.startsWith("MSRP ") || idEnd < 5 + MIN_ID || idEnd > 5 + MAX_ID) {
            throw new MsrpSyntaxException("no MSRP start line", text);
        }
        String id = text.substring(5, idEnd);
        String rest = text.substring(idEnd + 1);
        if (!id.chars().allMatch(MsrpDecoder::isIdent)) {
            throw new MsrpSyntaxException("no transaction id", text);
        }
        head = begin(id, rest, text);
        headers = 0;
        defect = null;
        delimiter = ("\r\n-------" + id).getBytes(StandardCharsets.US_ASCII);
        state = State.HEADERS;
    }

    private static MsrpChunk.Builder begin(String id, String rest, String text) throws MsrpSyntaxException {
        try {
            if (rest.length() >= 3 && rest.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')) {
                if (rest.length() == 3) {
                    return MsrpChunk.response(id, Integer.parseInt(rest), "");
                } else if (rest.charAt(3) == ' ') {
                    return MsrpChunk.response(id, Integer.parseInt(rest.substring(0, 3)), rest.substring(4));
                }
            } else if (!rest.isEmpty()
                    && rest.length() <= MAX_ID
                    && rest.chars().allMatch(MsrpDecoder::isMethod)) {
                return MsrpChunk.request(id, rest);
            }
        } catch (IllegalArgumentException e) {
            MsrpSyntaxException failure = new MsrpSyntaxException("no MSRP start line", text);
            failure.initCause(e);
            throw failure;
        }
        throw new MsrpSyntaxException("neither method nor status", text);
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
        String text = text(length);
        int colon = text.indexOf(':');
        if (colon < 1) {
            defect = "header without a name";
            return;
        }
        try {
            builder.header(text.substring(0, colon), text.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            defect = e.getMessage();
        }
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

    /** Looks at every seventh byte only: one of seven dashes in a row must be among them. */
    private boolean readBody(ByteBuffer in) {
        int start = in.position();
        int limit = in.limit();
        for (int i = start + UNSEEN; i < limit; i += DASHES) {
            if (in.get(i) != '-') {
                continue;
            }
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
