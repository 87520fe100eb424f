/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.messaging;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.stream.chat.ChatStreamProvider;
import org.sipsimple.stream.filetransfer.FileTransferStreamProvider;
import org.sipsimple.threading.DefaultThreadManager;

/** The SDK put together in plain Java for chat and files, with two accounts that call each other; neither registers. */
final class Phone implements AutoCloseable {
    private static final long SECONDS = 60;

    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    final Account alice;
    final Account bob;
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final DefaultMediaStreamRegistry streams = new DefaultMediaStreamRegistry();
    private final DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads);
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, dns.lookup(), notifications, threads, new Random(1)));
    private final DefaultSessionManager sessions;
    private final MsrpStack msrp;
    private final BlockingQueue<SessionNotification.NewIncoming> incoming = new LinkedBlockingQueue<>();

    /** @param settings of both accounts */
    Phone(AccountOptions alice, AccountOptions bob, SettingsView settings) throws IOException {
        sessions = new DefaultSessionManager(
                new SessionServices(engine, streams, notifications, threads, new Random(2), SessionTimers.DEFAULT)
                        .withLookup(dns.lookup()),
                accounts);
        msrp = new MsrpStack(threads.scheduler());
        StreamServices services = StreamServices.of(
                Map.of(MsrpStreamServices.class, new MsrpStreamServices(msrp, notifications, threads, dns.lookup())));
        streams.add(new ChatStreamProvider().factory(services));
        streams.add(new FileTransferStreamProvider().factory(services));
        notifications.observe(SessionNotification.NewIncoming.class, incoming::add);
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.TCP, 0)))
                .toCompletableFuture()
                .join();
        this.alice = accounts.add(alice.withSettings(settings));
        this.bob = accounts.add(bob.withSettings(settings));
    }

    /** A stream for a call of Alice's. */
    MediaStream stream(String type) {
        return streams.find(type).orElseThrow().create(alice);
    }

    /** Alice calls Bob; completes when he has accepted and the streams run. */
    CompletionStage<Void> call(MediaStream... offered) {
        int port = engine.listeningAddress(Transport.TCP).orElseThrow().getPort();
        Session session = sessions.create(alice);
        return session.connect(
                ToHeader.of(bob.uri()),
                List.of(new Route(InetAddress.getLoopbackAddress(), port, Transport.TCP)),
                List.of(offered),
                new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
    }

    /** Waits for the call at Bob's end, which is not answered yet. */
    Session awaitCall() throws InterruptedException {
        SessionNotification.NewIncoming event = incoming.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nobody calls");
        }
        return event.sender();
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        sessions.endAll().toCompletableFuture().join();
        sessions.close();
        accounts.close();
        msrp.close();
        engine.close();
        dns.close();
        notifications.close();
        threads.close();
    }
}
