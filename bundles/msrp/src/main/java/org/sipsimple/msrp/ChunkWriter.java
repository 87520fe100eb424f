/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the three chunks every message needs, the SEND, its answer and its report, from pieces made once for a
 * session; an {@link MsrpChunk} says the same but costs several times as much. Immutable but for what it remembers of
 * the last answer.
 */
final class ChunkWriter {
    private static final byte[] START = ascii("MSRP ");
    private static final byte[] LAST = ascii("$\r\n");

    /** What an answer or report has behind its transaction id, for a given path back. */
    private record Tail(String fromPath, byte[] answer, byte[] report) {}

    private final String fromPath;
    private final byte[] send;
    private volatile Tail tail;

    ChunkWriter(String toPath, String fromPath) {
        this.fromPath = fromPath;
        send = ascii(" SEND\r\nTo-Path: " + toPath + "\r\nFrom-Path: " + fromPath + "\r\nMessage-ID: ");
        tail = tail(toPath);
    }

    private Tail tail(String path) {
        byte[] answer = ascii(
                " 200 OK\r\nTo-Path: " + MsrpTransport.firstHop(path) + "\r\nFrom-Path: " + fromPath + "\r\n-------");
        byte[] report = ascii(" REPORT\r\nTo-Path: " + path + "\r\nFrom-Path: " + fromPath + "\r\nMessage-ID: ");
        return new Tail(path, answer, report);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = Arrays.copyOf(parts[0], length);
        int at = parts[0].length;
        for (int i = 1; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, whole, at, parts[i].length);
            at += parts[i].length;
        }
        return whole;
    }

    /** A whole message in one chunk, without headers of its own. */
    byte[] send(String transactionId, String messageId, ByteRange range, Reports reports, String type, byte[] content) {
        byte[] transaction = ascii(transactionId);
        String failure = reports.failure() == FailureReport.YES
                ? ""
                : "\r\nFailure-Report: " + reports.failure().text();
        String rest = "\r\nByte-Range: " + range + (reports.success() ? "\r\nSuccess-Report: yes" : "") + failure
                + "\r\nContent-Type: " + type + "\r\n\r\n";
        byte[] end = ascii("\r\n-------");
        return join(START, transaction, send, ascii(messageId), ascii(rest), content, end, transaction, LAST);
    }

    /** The answer that a request is well. */
    byte[] answer(MsrpChunk request) {
        byte[] transaction = ascii(request.transactionId());
        return join(START, transaction, tailFor(request).answer(), transaction, LAST);
    }

    /**
     * The report on a message.
     *
     * @param first chunk of it
     */
    byte[] report(String transactionId, MsrpChunk first, String messageId, long total, MsrpHeader.Status status) {
        byte[] transaction = ascii(transactionId);
        String rest = "\r\nByte-Range: 1-" + total + "/" + total + "\r\nStatus: " + status.encoded() + "\r\n-------";
        return join(START, transaction, tailFor(first).report(), ascii(messageId), ascii(rest), transaction, LAST);
    }

    private Tail tailFor(MsrpChunk request) {
        String path = request.text("From-Path");
        Tail known = tail;
        if (path == null || path.equals(known.fromPath())) {
            return known;
        }
        Tail other = tail(path);
        tail = other;
        return other;
    }
}
