/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sipsimple.msrp.internal.Connection;

/**
 * Connects through a relay of our own (RFC 4976): {@link #prepare} logs in there and gets the path, which the session
 * renews in time; when the relay does not do that, the session ends with the reason. For one session, either side of
 * which may be the active one.
 */
public final class RelayConnection implements MsrpConnector {
    /** Who sends the SEND that binds. */
    public enum Mode {
        ACTIVE,
        PASSIVE
    }

    private final MsrpStack stack;
    private final MsrpOptions options;
    private final MsrpRelaySettings relay;
    private final Mode mode;
    private @Nullable Connection connection;
    private @Nullable List<MsrpUri> path;
    private @Nullable RelayLease lease;
    private boolean cancelled;

    public RelayConnection(MsrpStack stack, MsrpOptions options, MsrpRelaySettings relay, Mode mode) {
        this.stack = stack;
        this.options = relay.credentials().map(options::withTls).orElse(options);
        this.relay = relay;
        this.mode = mode;
    }

    @Override
    public CompletionStage<List<MsrpUri>> prepare(@Nullable MsrpUri localUri) {
        MsrpUri local = localUri == null
                ? stack.newUri(options.localAddress(), relay.useTls(), MsrpUri.DEFAULT_PORT)
                : localUri;
        RelayAuthentication authentication = new RelayAuthentication(relay, local, stack.ids());
        return Dialling.connect(stack, options, relay.uri(), this::opening)
                .thenCompose(connected -> new RelayLogin(stack, options, relay.uri(), connected, authentication)
                        .run()
                        .thenCompose(granted -> granted(granted, local, authentication)));
    }

    private CompletionStage<List<MsrpUri>> granted(
            MsrpChunk answer, MsrpUri local, RelayAuthentication authentication) {
        try {
            List<MsrpUri> relays = answer.header(MsrpHeader.UsePath.class)
                    .orElseThrow(() -> new MsrpSyntaxException("no Use-Path in", answer.toString()))
                    .path();
            List<MsrpUri> full =
                    Stream.concat(relays.stream(), Stream.of(local)).toList();
            RelayLease granted = new RelayLease(
                    authentication,
                    relay.uri(),
                    relays.get(0),
                    RelayLease.seconds(answer),
                    stack.scheduler().now());
            synchronized (this) {
                path = full;
                lease = granted;
            }
            return CompletableFuture.completedStage(full);
        } catch (MsrpSyntaxException e) {
            cleanup();
            return CompletableFuture.failedStage(e);
        }
    }

    private synchronized boolean opening(Connection opened) {
        connection = opened;
        return !cancelled;
    }

    @Override
    public CompletionStage<MsrpTransport> complete(List<MsrpUri> fullRemotePath) {
        return complete(fullRemotePath, mode == Mode.ACTIVE ? MsrpSetup.Role.ACTIVE : MsrpSetup.Role.PASSIVE, null);
    }

    @Override
    public synchronized CompletionStage<MsrpTransport> complete(
            List<MsrpUri> fullRemotePath, MsrpSetup.Role role, @Nullable String fingerprint) {
        Connection connected = connection;
        List<MsrpUri> local = path;
        if (connected == null || local == null) {
            throw new IllegalStateException("not prepared");
        }
        MsrpTransport transport = new MsrpTransport(stack, options, connected, local, fullRemotePath);
        transport.setLease(lease);
        return role == MsrpSetup.Role.ACTIVE ? Binding.bind(transport) : Binding.await(transport);
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
