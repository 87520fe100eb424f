/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.Connection;

/** Connects to the peer, without a relay of our own. For one session. */
public final class ConnectorDirect implements MsrpConnector {
    private final MsrpStack stack;
    private final MsrpOptions options;
    private @Nullable MsrpUri local;
    private @Nullable Connection connection;
    private boolean cancelled;

    public ConnectorDirect(MsrpStack stack, MsrpOptions options) {
        this.stack = stack;
        this.options = options;
    }

    @Override
    public synchronized CompletionStage<List<MsrpUri>> prepare(@Nullable MsrpUri localUri) {
        MsrpUri uri = localUri == null
                ? stack.newUri(options.localAddress(), options.tls() != null, MsrpUri.DEFAULT_PORT)
                : localUri;
        local = uri;
        return CompletableFuture.completedStage(List.of(uri));
    }

    @Override
    public CompletionStage<MsrpTransport> complete(List<MsrpUri> fullRemotePath) {
        return complete(fullRemotePath, MsrpSetup.Role.ACTIVE, null);
    }

    /** @throws IllegalArgumentException when the role is not to connect, or the fingerprint is none */
    @Override
    public CompletionStage<MsrpTransport> complete(
            List<MsrpUri> fullRemotePath, MsrpSetup.Role role, @Nullable String fingerprint) {
        if (role != MsrpSetup.Role.ACTIVE) {
            throw new IllegalArgumentException("this connector does not accept connections");
        }
        MsrpTls tls = options.tls();
        MsrpOptions used = fingerprint == null || tls == null ? options : options.withTls(tls.expecting(fingerprint));
        List<MsrpUri> path;
        synchronized (this) {
            if (local == null) {
                throw new IllegalStateException("not prepared");
            }
            path = List.of(local);
        }
        MsrpUri first = fullRemotePath.get(0);
        return Dialling.connect(stack, used, first, this::opening)
                .thenCompose(
                        connected -> Binding.bind(new MsrpTransport(stack, used, connected, path, fullRemotePath)));
    }

    private synchronized boolean opening(Connection opened) {
        connection = opened;
        return !cancelled;
    }

    @Override
    public synchronized void cleanup() {
        cancelled = true;
        Connection opened = connection;
        if (opened != null) {
            opened.closeFromAnywhere();
        }
    }
}
