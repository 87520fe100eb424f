/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.Connection;

/** Reads one chunk for each call, and nothing in between. Used on the I/O thread only. */
final class ChunkReader implements ChunkHandler {
    private final Connection connection;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private @Nullable CompletableFuture<MsrpChunk> wanted;
    private @Nullable MsrpChunk head;
    private long start;
    private int sizeHint;
    private boolean segmented;
    private boolean closed;
    private @Nullable IOException cause;

    ChunkReader(Connection connection) {
        this.connection = connection;
    }

    void request(int newSizeHint, CompletableFuture<MsrpChunk> result) {
        if (closed) {
            result.completeExceptionally(cause == null ? new MsrpException("the connection is closed") : cause);
        } else if (wanted != null) {
            result.completeExceptionally(new IllegalStateException("another read is waiting"));
        } else {
            wanted = result;
            sizeHint = newSizeHint;
            connection.setPaused(false);
        }
    }

    @Override
    public void chunkStarted(MsrpChunk newHead, @Nullable String defect) {
        head = newHead;
        start = 1;
        try {
            start = newHead.byteRange().map(ByteRange::start).orElse(1L);
        } catch (MsrpSyntaxException e) {
            connection.close(e);
        }
    }

    @Override
    public void chunkData(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        data.writeBytes(bytes);
        if (data.size() > sizeHint) {
            give('+', true);
        }
    }

    @Override
    public void chunkEnded(char flag) {
        give(flag, false);
        head = null;
    }

    private void give(char flag, boolean segment) {
        MsrpChunk current = head;
        CompletableFuture<MsrpChunk> result = wanted;
        if (current == null || result == null) {
            return;
        }
        MsrpChunk.Builder chunk = current.toBuilder().flag(flag);
        if (data.size() > 0) {
            chunk.data(data.toByteArray());
        }
        MsrpChunk given = chunk.build();
        if (segment || segmented) {
            given = given.withRange(ByteRange.of(start, data.size(), ByteRange.UNKNOWN));
        }
        start += data.size();
        segmented = segment;
        data.reset();
        wanted = null;
        connection.setPaused(true);
        result.complete(given);
    }

    @Override
    public void connectionClosed(@Nullable IOException reason) {
        closed = true;
        cause = reason;
        if (wanted != null) {
            wanted.completeExceptionally(reason == null ? new MsrpException("the peer closed the connection") : reason);
        }
    }
}
