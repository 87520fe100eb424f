/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;

/** A running engine on 127.0.0.1 with the real native library, and the incoming calls it gets. */
final class EngineHarness implements AutoCloseable {
    /** Longer than the longest timer of SIP, 32 s. */
    static final long PATIENCE_SECONDS = 45;

    final DefaultThreadManager threads = new DefaultThreadManager();
    final NotificationCenter notifications;
    final DefaultEngine engine;
    private final LinkedBlockingQueue<CallEnd> incoming = new LinkedBlockingQueue<>();

    EngineHarness() {
        Executor deliver = threads.blocking();
        notifications = new DefaultNotificationCenter(deliver, threads.scheduler());
        engine = new DefaultEngine(notifications, threads);
        engine.handleInvitations(call -> incoming.add(new CallEnd(notifications, call)));
    }

    static EngineHarness started() {
        EngineHarness harness = new EngineHarness();
        harness.start(options());
        return harness;
    }

    static EngineOptions options() {
        return EngineOptions.defaults()
                .withBindAddress("127.0.0.1")
                .withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0));
    }

    /** The same options with UDP, TCP and TLS, whose certificate is for {@code localhost} and trusted. */
    static EngineOptions withAllTransports(EngineOptions options, Path keys) throws Exception {
        TestCertificate certificate = TestCertificate.make(keys, "localhost");
        return options.withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0, Transport.TLS, 0))
                .withTls(TlsOptions.DEFAULT
                        .withCertificate(certificate.certificate(), certificate.key())
                        .withAuthorities(certificate.certificate()));
    }

    void start(EngineOptions options) {
        try {
            engine.start(options).toCompletableFuture().join();
        } catch (CompletionException e) {
            close();
            throw new AssertionError(
                    "the engine does not start: " + e.getCause().getMessage(), e);
        }
    }

    int port(Transport transport) {
        return engine.listeningAddress(transport).orElseThrow().getPort();
    }

    Route route(Transport transport, int port) {
        return new Route(InetAddress.getLoopbackAddress(), port, transport);
    }

    CallEnd newCall() {
        return new CallEnd(notifications, engine.createInvitation());
    }

    /** The next call that comes in. */
    CallEnd nextIncoming() {
        return take(incoming, "an incoming call");
    }

    /** Waits for the next of a queue, and fails by name when it does not come. */
    static <T> T take(LinkedBlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what);
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    <T extends Notification> LinkedBlockingQueue<T> queueOf(Class<T> type) {
        LinkedBlockingQueue<T> queue = new LinkedBlockingQueue<>();
        notifications.observe(type, queue::add);
        return queue;
    }

    @Override
    public void close() {
        engine.close();
        threads.close();
    }
}
