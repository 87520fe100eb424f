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

/** AUTH on a fresh connection to a relay: the challenge, its answer, and the path the relay gives. On the I/O thread. */
final class RelayLogin implements ChunkHandler {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final MsrpStack stack;
    private final MsrpOptions options;
    private final MsrpRelaySettings settings;
    private final Connection connection;
    private final MsrpUri local;
    private final CompletableFuture<MsrpChunk> result = new CompletableFuture<>();
    private @Nullable MsrpChunk current;
    private String expected = "";
    private boolean answeredChallenge;

    RelayLogin(MsrpStack stack, MsrpOptions options, MsrpRelaySettings settings, Connection connection, MsrpUri local) {
        this.stack = stack;
        this.options = options;
        this.settings = settings;
        this.connection = connection;
        this.local = local;
    }

    /** The relay's 200. */
    CompletableFuture<MsrpChunk> run() {
        connection.execute(() -> {
            Scheduled timer = stack.scheduler().schedule(options.timeout(), () -> connection.execute(this::expired));
            var unused = result.whenComplete((done, failure) -> timer.cancel());
            connection.answer(request().build());
            connection.setHandler(this);
        });
        return result;
    }

    private void expired() {
        if (!result.isDone()) {
            connection.close(new MsrpTimeoutException("the relay did not answer", options.timeout()));
        }
    }

    private MsrpChunk.Builder request() {
        expected = stack.ids().next();
        return MsrpChunk.request(expected, "AUTH")
                .header("To-Path", settings.uri().toString())
                .header("From-Path", local.toString());
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
            if (answer.code() == OK) {
                connection.setHandler(null);
                result.complete(answer);
            } else if (answer.code() == UNAUTHORIZED && !answeredChallenge) {
                answer(answer);
            } else {
                result.completeExceptionally(new MsrpRefusedException(answer.code(), answer.comment()));
                connection.close(null);
            }
        } catch (MsrpException e) {
            connection.close(e);
        }
    }

    private void answer(MsrpChunk challenge) throws MsrpException {
        Optional<MsrpHeader.WwwAuthenticate> header = challenge.header(MsrpHeader.WwwAuthenticate.class);
        if (header.isEmpty()) {
            throw new MsrpSyntaxException("401 without a challenge", challenge.toString());
        }
        answeredChallenge = true;
        String uri = settings.uri().toString();
        connection.answer(request()
                .header(RelayDigest.answer(
                        header.get(), settings, uri, stack.ids().next()))
                .build());
    }

    @Override
    public void connectionClosed(@Nullable IOException cause) {
        result.completeExceptionally(cause == null ? new MsrpException("the relay closed the connection") : cause);
    }
}
