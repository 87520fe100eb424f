/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.msrp.internal.Connection;
import org.sipsimple.msrp.internal.Network;

/**
 * Accepts the connections of many sessions on one port. Each connection belongs to the session its first SEND names;
 * one that names none is answered with 481 and closed. Thread-safe.
 */
public final class MsrpServer implements AutoCloseable {
    private final MsrpStack stack;
    private final MsrpOptions options;
    private final Map<Endpoint, Network.Listener> listeners = new HashMap<>();
    private final List<Expectation> expectations = new ArrayList<>();

    private record Endpoint(String host, int port, boolean tls) {}

    public MsrpServer(MsrpStack stack, MsrpOptions options) {
        this.stack = stack;
        this.options = options;
    }

    /**
     * Expects a session, and listens at its URI's host and port if that is not done yet.
     *
     * @param localUri the URI, whose port 0 means any; null for a new one at the port listened at already, or any
     * @return the URI with its port
     * @throws IOException when it cannot listen there
     */
    public synchronized MsrpUri prepare(@Nullable MsrpUri localUri) throws IOException {
        boolean wantsTls = localUri == null ? options.tls() != null : localUri.useTls();
        MsrpUri uri = localUri == null ? stack.newUri(options.localAddress(), wantsTls, 0) : localUri;
        if (wantsTls && options.tls() == null) {
            throw new MsrpException("msrps needs MsrpOptions.tls");
        }
        Optional<Endpoint> present = listeners.keySet().stream()
                .filter(e -> e.tls() == wantsTls
                        && e.host().equals(uri.host())
                        && (uri.port() == 0 || uri.port() == e.port()))
                .findFirst();
        MsrpUri full = uri.withPort(present.isPresent() ? present.get().port() : listen(uri));
        expectations.add(new Expectation(full));
        return full;
    }

    private int listen(MsrpUri uri) throws IOException {
        MsrpTls tls = options.tls();
        Network.Listener listener = stack.network()
                .listen(
                        bindAddress(uri),
                        () -> uri.useTls() && tls != null ? tls.server() : null,
                        this::accepted,
                        options.timeout());
        listeners.put(new Endpoint(uri.host(), listener.port(), uri.useTls()), listener);
        return listener.port();
    }

    /** The URI has no zone, but without it the system does not know a link-local address. */
    private InetSocketAddress bindAddress(MsrpUri uri) {
        InetAddress own = options.localAddress();
        return uri.host().equals(MsrpStack.hostOf(own))
                ? new InetSocketAddress(own, uri.port())
                : new InetSocketAddress(uri.host(), uri.port());
    }

    private Connection accepted() {
        Connection connection = new Connection(options.logger());
        var unused = connection.whenReady().thenAccept(ready -> new PassiveBinding(stack, options, ready, this::claim)
                .start());
        return connection;
    }

    private synchronized Optional<PassiveBinding.Waiting> claim(MsrpChunk head) {
        for (Expectation expectation : expectations) {
            if (expectation.fits(head)) {
                if (expectation.remotePath != null) {
                    expectations.remove(expectation);
                }
                return Optional.of(expectation);
            }
        }
        return Optional.empty();
    }

    /**
     * Waits until the peer has connected and bound the session.
     *
     * @param localUri what {@link #prepare} returned
     * @param fullRemotePath the peer's {@code a=path}
     * @return fails with {@link MsrpTimeoutException} when the peer does not come
     */
    public CompletionStage<MsrpTransport> complete(MsrpUri localUri, List<MsrpUri> fullRemotePath) {
        return complete(localUri, fullRemotePath, null);
    }

    /**
     * The same, and the peer has to show the certificate its SDP announced.
     *
     * @param fingerprint the peer's {@code a=fingerprint}, or null when it told none
     * @return fails also with {@link MsrpFingerprintException}
     * @throws IllegalArgumentException when the fingerprint is none
     */
    public synchronized CompletionStage<MsrpTransport> complete(
            MsrpUri localUri, List<MsrpUri> fullRemotePath, @Nullable String fingerprint) {
        CertificateFingerprint announced = fingerprint == null ? null : CertificateFingerprint.parse(fingerprint);
        Expectation expectation = expectations.stream()
                .filter(e -> e.local.equals(localUri))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not prepared, or bound already: " + localUri));
        if (expectation.parked != null) {
            expectations.remove(expectation);
        }
        return expectation.await(fullRemotePath, announced);
    }

    /** Expects that session no more; a wait for it fails. */
    public void cleanup(MsrpUri localUri) {
        List<Expectation> dropped;
        synchronized (this) {
            dropped =
                    expectations.stream().filter(e -> e.local.equals(localUri)).toList();
            expectations.removeAll(dropped);
        }
        dropped.forEach(e -> e.fail(new MsrpException("given up")));
    }

    /** Stops listening; sessions that are bound go on. */
    @Override
    public void close() {
        List<Expectation> dropped;
        synchronized (this) {
            listeners.values().forEach(Network.Listener::close);
            listeners.clear();
            dropped = List.copyOf(expectations);
            expectations.clear();
        }
        dropped.forEach(e -> e.fail(new MsrpException("the server has been closed")));
    }

    private final class Expectation implements PassiveBinding.Waiting {
        private final MsrpUri local;
        private final CompletableFuture<MsrpTransport> result = new CompletableFuture<>();
        private @Nullable List<MsrpUri> remotePath;
        private @Nullable CertificateFingerprint fingerprint;
        private @Nullable Scheduled timer;
        private @Nullable Connection parked;
        private @Nullable MsrpChunk parkedHead;

        Expectation(MsrpUri local) {
            this.local = local;
        }

        /** Called with the server locked. */
        CompletionStage<MsrpTransport> await(List<MsrpUri> fullRemotePath, @Nullable CertificateFingerprint announced) {
            fingerprint = announced;
            if (remotePath != null) {
                throw new IllegalStateException("waited for already: " + local);
            }
            remotePath = List.copyOf(fullRemotePath);
            Connection connection = parked;
            MsrpChunk head = parkedHead;
            if (connection != null && head != null) {
                connection.execute(() -> hand(connection, head));
            } else {
                timer = stack.scheduler().schedule(options.timeout(), this::expired);
            }
            return result;
        }

        private void expired() {
            synchronized (MsrpServer.this) {
                expectations.remove(this);
            }
            fail(new MsrpTimeoutException("the peer did not connect", options.timeout()));
        }

        /** Called with the server locked. Who comes before the peer's path is known is judged when it is. */
        boolean fits(MsrpChunk head) {
            if (parked != null) {
                return false;
            }
            try {
                List<MsrpUri> to = head.toPath();
                MsrpUri last = to.get(to.size() - 1);
                boolean forUs =
                        options.sessionMatching() ? last.sameSession(local) : to.size() == 1 && last.matches(local);
                return forUs && (remotePath == null || fromPeer(head, remotePath));
            } catch (MsrpSyntaxException e) {
                options.logger().log(Level.WARNING, "a connection began with bad paths: " + e.getMessage());
                return false;
            }
        }

        private boolean fromPeer(MsrpChunk head, List<MsrpUri> path) throws MsrpSyntaxException {
            List<MsrpUri> from = head.fromPath();
            return options.sessionMatching()
                    ? from.get(from.size() - 1).sameSession(path.get(path.size() - 1))
                    : MsrpTransport.matches(from, path);
        }

        void fail(MsrpException reason) {
            Connection connection;
            synchronized (MsrpServer.this) {
                if (timer != null) {
                    timer.cancel();
                }
                connection = parked;
            }
            result.completeExceptionally(reason);
            if (connection != null) {
                connection.closeFromAnywhere();
            }
        }

        @Override
        public void bound(Connection connection, MsrpChunk head) {
            synchronized (MsrpServer.this) {
                if (timer != null) {
                    timer.cancel();
                }
                if (remotePath == null) {
                    parked = connection;
                    parkedHead = head;
                    return;
                }
            }
            hand(connection, head);
        }

        private void hand(Connection connection, MsrpChunk head) {
            List<MsrpUri> path = Objects.requireNonNull(remotePath);
            MsrpTransport transport = new MsrpTransport(stack, options, connection, List.of(local), path);
            Optional<MsrpRefusedException> refusal = transport.checkIncomingSend(head);
            if (refusal.isPresent()) {
                connection.answer(transport.makeResponse(
                        head, refusal.get().code(), refusal.get().comment()));
                connection.closeWhenSent();
                result.completeExceptionally(new MsrpException("another peer than the expected one connected"));
                return;
            }
            if (local.useTls() && !showsAnnouncedCertificate(connection)) {
                MsrpException reason = new MsrpFingerprintException("the peer's certificate is not the one announced");
                connection.close(reason);
                result.completeExceptionally(reason);
                return;
            }
            transport.setEarly(new MsrpTransport.EarlyChunk(head, null));
            if (!result.complete(transport)) {
                connection.close(null);
            }
        }

        private boolean showsAnnouncedCertificate(Connection connection) {
            try {
                return fingerprint == null
                        || connection.peerCertificate().isPresent()
                                && fingerprint.fits(connection.peerCertificate().get());
            } catch (CertificateEncodingException e) {
                options.logger().log(Level.WARNING, "a peer's certificate is unreadable: " + e.getMessage());
                return false;
            }
        }
    }
}
