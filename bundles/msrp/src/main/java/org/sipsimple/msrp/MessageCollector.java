/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Collects a message in memory, within limits for it and for all messages of the session. */
final class MessageCollector implements MessageReceiver {
    /** What all messages of a session that are not complete may take together, in largest messages. */
    private static final int BUDGET = 4;

    /** What {@link #completed} returns, always. */
    static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private static final int TOO_LARGE = 413;
    private static final int SMALL = 256;

    /** Bytes in collectors of one session. */
    static final class Budget {
        private long used;
    }

    private final int max;
    private final Budget budget;
    private final Consumer<byte[]> done;
    private byte[] bytes = {};
    private int size;

    MessageCollector(int max, Budget budget, Consumer<byte[]> done) {
        this.max = max;
        this.budget = budget;
        this.done = done;
    }

    @Override
    public void data(long position, ByteBuffer data) throws MsrpRefusedException {
        long end = position + data.remaining();
        if (end > max) {
            throw new MsrpRefusedException(TOO_LARGE, "Message too large");
        }
        if (end > bytes.length) {
            int larger = (int) Math.min(max, Math.max(end, Math.max(SMALL, 2L * bytes.length)));
            int more = larger - bytes.length;
            if (budget.used + more > (long) BUDGET * max) {
                throw new MsrpRefusedException(TOO_LARGE, "Too many messages at a time");
            }
            budget.used += more;
            bytes = Arrays.copyOf(bytes, larger);
        }
        data.get(bytes, (int) position, data.remaining());
        size = Math.max(size, (int) end);
    }

    @Override
    public CompletionStage<Void> completed(long total) {
        byte[] content = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        free();
        done.accept(content);
        return DONE;
    }

    @Override
    public void aborted(String reason) {
        free();
    }

    private void free() {
        budget.used -= bytes.length;
        bytes = new byte[0];
    }
}
