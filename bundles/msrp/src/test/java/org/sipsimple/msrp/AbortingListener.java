/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Throws away what of type application/x comes in, and tells how it went. */
final class AbortingListener extends RecordingListener {
    final CompletableFuture<Void> begun = new CompletableFuture<>();
    final CompletableFuture<String> aborted = new CompletableFuture<>();
    final CompletableFuture<Long> completed = new CompletableFuture<>();
    /** What the receiver makes of a complete message. */
    volatile CompletionStage<Void> outcome = CompletableFuture.completedStage(null);

    @Override
    public MessageReceiver incoming(MsrpSession session, IncomingMessage message) throws MsrpRefusedException {
        if (!message.contentType().equals("application/x")) {
            return super.incoming(session, message);
        }
        return new MessageReceiver() {
            @Override
            public void data(long position, ByteBuffer data) {
                begun.complete(null);
            }

            @Override
            public CompletionStage<Void> completed(long total) {
                completed.complete(total);
                return outcome;
            }

            @Override
            public void aborted(String reason) {
                aborted.complete(reason);
            }
        };
    }
}
