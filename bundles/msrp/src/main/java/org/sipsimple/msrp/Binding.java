/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.msrp.internal.ChunkHandler;

/**
 * Binds a session to a connection we made: sends the empty SEND and waits for its answer, or, behind a relay, waits for
 * the peer's. On the I/O thread.
 */
final class Binding implements ChunkHandler {
    private final MsrpTransport transport;
    private final MsrpChunk request;
    private final CompletableFuture<MsrpTransport> result = new CompletableFuture<>();
    private @Nullable MsrpChunk current;

    private Binding(MsrpTransport transport) {
        this.transport = transport;
        request = transport.makeEmpty().build();
    }

    /** Binds; the transport closes itself when that fails. */
    static CompletionStage<MsrpTransport> bind(MsrpTransport transport) {
        Binding binding = new Binding(transport);
        transport.connection().execute(binding::start);
        return binding.result;
    }

    private void start() {
        transport.connection().answer(request);
        listen();
    }

    /** Waits on a connection to a relay until the peer binds. */
    static CompletionStage<MsrpTransport> await(MsrpTransport transport) {
        Binding binding = new Binding(transport);
        transport.connection().execute(binding::listen);
        return binding.result;
    }

    private void listen() {
        Scheduled timer = transport
                .stack()
                .scheduler()
                .schedule(
                        transport.options().timeout(),
                        () -> transport.connection().execute(this::expired));
        var unused = result.whenComplete((bound, failure) -> timer.cancel());
        transport.connection().setHandler(this);
    }

    private void expired() {
        if (!result.isDone()) {
            transport
                    .connection()
                    .close(new MsrpTimeoutException(
                            "the session was not bound", transport.options().timeout()));
        }
    }

    @Override
    public void chunkStarted(MsrpChunk head, @Nullable String defect) {
        current = head;
        if (!head.isRequest("SEND") || transport.checkIncomingSend(head).isPresent()) {
            return;
        }
        // the peer binds as well, or begins to talk at once: either way it knows the session
        current = null;
        transport.setEarly(new MsrpTransport.EarlyChunk(head, defect));
        transport.connection().setHandler(null);
        result.complete(transport);
    }

    @Override
    public void chunkData(ByteBuffer data) {
        // of a chunk that is refused when it ends
    }

    @Override
    public void chunkEnded(char flag) {
        MsrpChunk chunk = current;
        if (chunk == null) {
            return;
        }
        if (chunk.isResponse() && chunk.transactionId().equals(request.transactionId())) {
            if (chunk.code() == 200) {
                transport.connection().setHandler(null);
                result.complete(transport);
            } else {
                result.completeExceptionally(new MsrpRefusedException(chunk.code(), chunk.comment()));
                transport.connection().close(null);
            }
        } else if (chunk.method().isPresent()) {
            transport.connection().answer(transport.makeResponse(chunk, 481, "Session does not exist"));
        }
    }

    @Override
    public void connectionClosed(@Nullable IOException cause) {
        result.completeExceptionally(
                cause == null ? new MsrpException("the peer closed the connection before it was bound") : cause);
    }
}
