/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Which bytes of an incoming message have come. On the I/O thread only. */
final class PartialMessage {
    /** Holes a message may have at a time; nobody honest has many. */
    private static final int MAX_HOLES = 64;

    private static final int BAD_REQUEST = 400;

    private final IncomingMessage message;
    private final MessageReceiver receiver;
    /** Pieces behind the first hole, from start to end. */
    private final TreeMap<Long, Long> islands = new TreeMap<>();

    private long contiguous;
    private long chunkStart;
    private long position;
    private long total = ByteRange.UNKNOWN;

    PartialMessage(IncomingMessage message, MessageReceiver receiver, long begin) {
        this.message = message;
        this.receiver = receiver;
        // a message that is resumed begins where the sender was told to begin
        contiguous = begin;
    }

    IncomingMessage message() {
        return message;
    }

    MessageReceiver receiver() {
        return receiver;
    }

    void chunkBegins(ByteRange range) {
        chunkStart = range.start() - 1;
        position = chunkStart;
    }

    void data(ByteBuffer data) throws IOException, MsrpRefusedException {
        long start = position;
        position += data.remaining();
        if (position < 0) {
            throw new MsrpRefusedException(BAD_REQUEST, "Byte-Range out of bounds");
        }
        receiver.data(start, data);
        cover(start, position);
    }

    private void cover(long start, long end) throws MsrpRefusedException {
        if (start > contiguous) {
            islands.merge(start, end, Math::max);
            if (islands.size() > MAX_HOLES) {
                throw new MsrpRefusedException(BAD_REQUEST, "too many holes in the message");
            }
            return;
        }
        contiguous = Math.max(contiguous, end);
        Map.Entry<Long, Long> next = islands.firstEntry();
        while (next != null && next.getKey() <= contiguous) {
            contiguous = Math.max(contiguous, next.getValue());
            islands.pollFirstEntry();
            next = islands.firstEntry();
        }
    }

    /**
     * The last chunk ends here.
     *
     * @throws MsrpRefusedException when that is not where the sender said the message ends. One peer counts characters
     *     and so announces less than it sends; that is let pass in a message of one chunk.
     */
    void lastChunkEnded() throws MsrpRefusedException {
        long announced = message.total();
        boolean single = chunkStart == 0;
        if (announced != ByteRange.UNKNOWN && (position < announced || position > announced && !single)) {
            throw new MsrpRefusedException(BAD_REQUEST, "Byte-Range does not fit the message");
        }
        total = position;
    }

    boolean isComplete() {
        return total != ByteRange.UNKNOWN && contiguous >= total;
    }

    long total() {
        return total;
    }
}
