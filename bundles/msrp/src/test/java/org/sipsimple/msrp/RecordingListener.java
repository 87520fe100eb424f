/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

/** Keeps what a session reports. */
class RecordingListener implements MsrpSessionListener {
    record Received(IncomingMessage message, byte[] content) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final BlockingQueue<MsrpChunk> requests = new LinkedBlockingQueue<>();
    final CompletableFuture<Optional<IOException>> closed = new CompletableFuture<>();

    @Override
    public void received(MsrpSession session, IncomingMessage message, byte[] content) {
        received.add(new Received(message, content));
    }

    @Override
    public CompletionStage<Answer> request(MsrpSession session, MsrpChunk request) {
        requests.add(request);
        return request.isRequest("NICKNAME")
                ? CompletableFuture.completedStage(Answer.of(200, "OK"))
                : MsrpSessionListener.super.request(session, request);
    }

    @Override
    public void closed(MsrpSession session, @Nullable IOException cause) {
        closed.complete(Optional.ofNullable(cause));
    }
}
