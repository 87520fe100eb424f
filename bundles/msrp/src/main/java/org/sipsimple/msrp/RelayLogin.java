/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.msrp.internal.ChunkHandler;
import org.sipsimple.msrp.internal.Connection;

/** AUTH on a fresh connection to a relay, until it gives a path or refuses. On the I/O thread. */
final class RelayLogin implements ChunkHandler {
    private final MsrpStack stack;
    private final MsrpOptions options;
    private final MsrpUri relay;
    private final Connection connection;
    private final RelayAuthentication authentication;
    private final CompletableFuture<MsrpChunk> result = new CompletableFuture<>();
    private @Nullable MsrpChunk current;
    private String expected = "";

    RelayLogin(
            MsrpStack stack,
            MsrpOptions options,
            MsrpUri relay,
            Connection connection,
            RelayAuthentication authentication) {
        this.stack = stack;
        this.options = options;
        this.relay = relay;
        this.connection = connection;
        this.authentication = authentication;
    }

    /** The relay's 200. */
    CompletableFuture<MsrpChunk> run() {
        connection.execute(() -> {
            Scheduled timer = stack.scheduler().schedule(options.timeout(), () -> connection.execute(this::expired));
            var unused = result.whenComplete((done, failure) -> timer.cancel());
            try {
                send(authentication.begin(relay));
                connection.setHandler(this);
            } catch (MsrpException e) {
                connection.close(e);
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void expired() {
        if (!result.isDone()) {
            connection.close(new MsrpTimeoutException("the relay did not answer", options.timeout()));
        }
    }

    private void send(MsrpChunk request) {
        expected = request.transactionId();
        connection.answer(request);
    }

    @Override
    public void chunkStarted(MsrpChunk head, @Nullable String defect) {
        current = head;
    }

    @Override
    public void chunkData(ByteBuffer data) {
        // answers have none
    }

    @Override
    public void chunkEnded(char flag) {
        MsrpChunk answer = current;
        if (answer == null || !answer.isResponse() || !answer.transactionId().equals(expected)) {
            return;
        }
        try {
            Optional<MsrpChunk> next = authentication.next(answer);
            if (next.isPresent()) {
                send(next.get());
            } else {
                connection.setHandler(null);
                result.complete(answer);
            }
        } catch (MsrpRefusedException e) {
            result.completeExceptionally(e);
            connection.close(null);
        } catch (MsrpException e) {
            connection.close(e);
        }
    }

    @Override
    public void connectionClosed(@Nullable IOException cause) {
        result.completeExceptionally(cause == null ? new MsrpException("the relay closed the connection") : cause);
    }
}
