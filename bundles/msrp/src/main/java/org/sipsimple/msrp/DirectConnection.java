/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Connects or accepts, as offer and answer decide (RFC 6135): {@link #prepare} listens, so that the offer may say
 * {@code actpass}; {@link #complete(List, MsrpSetup.Role, String)} either waits there or stops listening and connects.
 * For one session.
 */
public final class DirectConnection implements MsrpConnector {
    private final AcceptorDirect acceptor;
    private final ConnectorDirect connector;
    private @Nullable MsrpUri local;

    public DirectConnection(MsrpStack stack, MsrpOptions options) {
        acceptor = new AcceptorDirect(stack, options);
        connector = new ConnectorDirect(stack, options);
    }

    @Override
    public CompletionStage<List<MsrpUri>> prepare(@Nullable MsrpUri localUri) {
        return acceptor.prepare(localUri).thenCompose(path -> {
            synchronized (this) {
                local = path.get(0);
            }
            return connector.prepare(path.get(0));
        });
    }

    /** Connects, as RFC 4975 wants it of who made the offer. */
    @Override
    public CompletionStage<MsrpTransport> complete(List<MsrpUri> fullRemotePath) {
        return complete(fullRemotePath, MsrpSetup.Role.ACTIVE, null);
    }

    @Override
    public CompletionStage<MsrpTransport> complete(
            List<MsrpUri> fullRemotePath, MsrpSetup.Role role, @Nullable String fingerprint) {
        synchronized (this) {
            if (local == null) {
                throw new IllegalStateException("not prepared");
            }
        }
        if (role == MsrpSetup.Role.PASSIVE) {
            return acceptor.complete(fullRemotePath, role, fingerprint);
        }
        acceptor.cleanup();
        return connector.complete(fullRemotePath, role, fingerprint);
    }

    @Override
    public void cleanup() {
        acceptor.cleanup();
        connector.cleanup();
    }
}
