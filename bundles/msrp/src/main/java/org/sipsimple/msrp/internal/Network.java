/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpTimeoutException;

/** Connections and listening sockets on a fixed number of threads, whatever the number of sessions. Thread-safe. */
public final class Network implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Network.class.getName());
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int BACKLOG = 512;

    private final Scheduler scheduler;
    private final IoLoop[] loops;
    private final AtomicInteger next = new AtomicInteger();

    /** Gives a TLS engine, or null for plain TCP. */
    public interface Tls {
        @Nullable
        SSLEngine engine() throws GeneralSecurityException;
    }

    /** A listening socket. */
    public interface Listener extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    public Network(Scheduler scheduler, int threads) throws IOException {
        this.scheduler = scheduler;
        loops = new IoLoop[threads];
        for (int i = 0; i < threads; i++) {
            loops[i] = new IoLoop();
        }
        for (IoLoop loop : loops) {
            Thread thread = new Thread(loop, "msrp-io-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private IoLoop loop() {
        return loops[Math.floorMod(next.getAndIncrement(), loops.length)];
    }

    /**
     * Connects. The address must be resolved. {@link Connection#whenReady()} tells the outcome.
     */
    public void connect(InetSocketAddress address, Tls tls, Connection connection, Duration timeout) {
        IoLoop loop = loop();
        loop.execute(() -> {
            SocketChannel channel = null;
            try {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(address);
                start(loop, channel, tls.engine(), connection, timeout);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                close(channel);
                connection.closed(new MsrpException("cannot connect to " + address + ": " + e.getMessage(), e));
            }
        });
    }

    private void start(
            IoLoop loop, SocketChannel channel, @Nullable SSLEngine engine, Connection connection, Duration timeout)
            throws IOException {
        Link link = new Link(loop, channel, engine, connection, scheduler, timeout);
        connection.attach(link);
        Scheduled timer = scheduler.schedule(
                timeout,
                () -> link.execute(() -> {
                    if (!connection.whenReady().toCompletableFuture().isDone()) {
                        link.close(new MsrpTimeoutException("no connection", timeout));
                    }
                }));
        var unused = connection.whenReady().whenComplete((ready, failure) -> timer.cancel());
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing an MSRP socket", e);
            }
        }
    }

    /** Makes what speaks MSRP on an accepted connection. */
    public interface Acceptor {
        Connection accepted();
    }

    /**
     * Listens at an address; port 0 takes a free one.
     *
     * @throws IOException when the address cannot be bound
     */
    public Listener listen(InetSocketAddress address, Tls tls, Acceptor acceptor, Duration timeout) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(address, BACKLOG);
            server.configureBlocking(false);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Accepting accepting = new Accepting(server, tls, acceptor, timeout);
        IoLoop loop = loop();
        int port = server.socket().getLocalPort();
        loop.execute(() -> accepting.register(loop));
        return new Listener() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                accepting.loopStopped();
            }
        };
    }

    private final class Accepting implements IoLoop.Ready {
        private final ServerSocketChannel server;
        private final Tls tls;
        private final Acceptor acceptor;
        private final Duration timeout;

        Accepting(ServerSocketChannel server, Tls tls, Acceptor acceptor, Duration timeout) {
            this.server = server;
            this.tls = tls;
            this.acceptor = acceptor;
            this.timeout = timeout;
        }

        void register(IoLoop loop) {
            try {
                if (server.isOpen()) {
                    server.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
                }
            } catch (IOException e) {
                LOG.log(Level.WARNING, "MSRP does not listen", e);
            }
        }

        @Override
        public void ready(SelectionKey key) {
            try {
                for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                    SocketChannel accepted = channel;
                    IoLoop loop = loop();
                    loop.execute(() -> begin(loop, accepted));
                }
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.log(Level.WARNING, "an MSRP connection could not be accepted", e);
                }
            }
        }

        private void begin(IoLoop loop, SocketChannel channel) {
            Connection connection = acceptor.accepted();
            try {
                start(loop, channel, tls.engine(), connection, timeout);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                close(channel);
                connection.closed(new MsrpException("cannot accept: " + e.getMessage(), e));
            }
        }

        @Override
        public void loopStopped() {
            try {
                server.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing an MSRP listener", e);
            }
        }
    }

    /** Closes all connections and ends the threads. */
    @Override
    public void close() {
        for (IoLoop loop : loops) {
            loop.stop();
        }
    }
}
