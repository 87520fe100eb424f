/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/** What is known of a message that was handed to the session. Changed on the I/O thread only. */
final class SentMessage implements OutgoingMessage {
    /** How the session is asked to stop sending. */
    interface Canceller {
        void cancel(SentMessage message);
    }

    private final String id;
    private final Reports reports;
    private final long total;
    private final Canceller canceller;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private final CompletableFuture<Void> delivered = new CompletableFuture<>();
    private volatile long acceptedBytes;
    private volatile LongConsumer progress = bytes -> {};
    private volatile @Nullable MsrpChunk answer;
    private int unanswered;
    private boolean allWritten;

    SentMessage(String id, Reports reports, long start, long total, Canceller canceller) {
        this.id = id;
        this.reports = reports;
        this.total = total;
        this.canceller = canceller;
        acceptedBytes = start;
    }

    Reports reports() {
        return reports;
    }

    long total() {
        return total;
    }

    void chunkBegins() {
        unanswered++;
    }

    int unanswered() {
        return unanswered;
    }

    boolean failed() {
        return accepted.isCompletedExceptionally() || delivered.isCompletedExceptionally();
    }

    boolean over() {
        return delivered.isDone() && accepted.isDone();
    }

    void allWritten() {
        allWritten = true;
        written.complete(null);
        check();
    }

    void chunkAccepted(long bytes) {
        unanswered--;
        acceptedBytes = Math.min(total, acceptedBytes + bytes);
        progress.accept(acceptedBytes);
        check();
    }

    private void check() {
        if (allWritten && unanswered == 0) {
            accepted.complete(null);
            if (!reports.success()) {
                delivered.complete(null);
            }
        }
    }

    void answeredBy(MsrpChunk chunk) {
        answer = chunk;
    }

    @Override
    public Optional<MsrpChunk> answer() {
        return Optional.ofNullable(answer);
    }

    /** A success report; what it covers last decides. */
    void reported(ByteRange range) {
        if (range.end() >= total) {
            delivered.complete(null);
        }
    }

    void fail(Exception reason) {
        written.completeExceptionally(reason);
        accepted.completeExceptionally(reason);
        delivered.completeExceptionally(reason);
    }

    @Override
    public String messageId() {
        return id;
    }

    @Override
    public CompletionStage<Void> written() {
        return written.minimalCompletionStage();
    }

    @Override
    public void onProgress(LongConsumer observer) {
        progress = observer;
    }

    @Override
    public CompletionStage<Void> accepted() {
        return accepted.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Void> delivered() {
        return delivered.minimalCompletionStage();
    }

    @Override
    public long acceptedBytes() {
        return acceptedBytes;
    }

    @Override
    public void cancel() {
        canceller.cancel(this);
    }
}
