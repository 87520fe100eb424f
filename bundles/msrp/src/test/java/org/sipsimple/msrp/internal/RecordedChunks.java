/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpSyntaxException;

/** Puts what a decoder gives out together to whole chunks. */
final class RecordedChunks implements ChunkHandler {
    final List<MsrpChunk> chunks = new ArrayList<>();
    final List<String> defects = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable MsrpChunk head;

    @Override
    public void chunkStarted(MsrpChunk started, @Nullable String defect) {
        head = started;
        if (defect != null) {
            defects.add(defect);
        }
    }

    @Override
    public void chunkData(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        body.writeBytes(bytes);
    }

    @Override
    public void chunkEnded(char flag) {
        MsrpChunk.Builder chunk = Objects.requireNonNull(head).toBuilder().flag(flag);
        chunks.add(
                body.size() == 0
                        ? chunk.build()
                        : chunk.data(body.toByteArray()).build());
        body.reset();
    }

    /** Feeds the bytes in portions of a size, what is left over in front of the next. */
    static RecordedChunks decode(byte[] input, int portion) throws MsrpSyntaxException {
        RecordedChunks recorded = new RecordedChunks();
        MsrpDecoder decoder = new MsrpDecoder(recorded, () -> false);
        ByteBuffer buffer = ByteBuffer.allocate(input.length + portion);
        for (int at = 0; at < input.length; at += portion) {
            buffer.put(input, at, Math.min(portion, input.length - at));
            buffer.flip();
            decoder.decode(buffer);
            buffer.compact();
        }
        return recorded;
    }
}
