/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/** Waits for the peer to connect, on a port for one session alone. */
public final class AcceptorDirect implements MsrpConnector {
    private final MsrpServer server;
    private @Nullable MsrpUri local;

    public AcceptorDirect(MsrpStack stack, MsrpOptions options) {
        server = new MsrpServer(stack, options);
    }

    /** Begins to listen; a port 0 in the URI takes a free one, which the path then shows. */
    @Override
    public synchronized CompletionStage<List<MsrpUri>> prepare(@Nullable MsrpUri localUri) {
        try {
            MsrpUri uri = server.prepare(localUri);
            local = uri;
            return CompletableFuture.completedStage(List.of(uri));
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<MsrpTransport> complete(List<MsrpUri> fullRemotePath) {
        return complete(fullRemotePath, MsrpSetup.Role.PASSIVE, null);
    }

    /** @throws IllegalArgumentException when the role is not to accept, or the fingerprint is none */
    @Override
    public synchronized CompletionStage<MsrpTransport> complete(
            List<MsrpUri> fullRemotePath, MsrpSetup.Role role, @Nullable String fingerprint) {
        if (role != MsrpSetup.Role.PASSIVE) {
            throw new IllegalArgumentException("this connector does not connect");
        }
        if (local == null) {
            throw new IllegalStateException("not prepared");
        }
        return server.complete(local, fullRemotePath, fingerprint).whenComplete((bound, failure) -> server.close());
    }

    @Override
    public void cleanup() {
        server.close();
    }
}
