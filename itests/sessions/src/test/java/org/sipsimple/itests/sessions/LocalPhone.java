/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.payloads.InstalledCodecs;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.threading.DefaultThreadManager;

/** The SDK put together in plain Java, with one account that needs no provider: {@code bob} on this host. */
final class LocalPhone implements AutoCloseable {
    private static final long SECONDS = 20;

    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    final DefaultEngine engine = new DefaultEngine(notifications, threads);
    final DefaultMediaStreamRegistry streams = new DefaultMediaStreamRegistry();
    final DefaultSessionManager sessions;
    final Account account;
    private final DefaultMedia media = new DefaultMedia(engine);
    private final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
    final Signposts lookup;
    private final DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads);
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, dns.lookup(), notifications, threads, new Random(1)));
    private final BlockingQueue<SessionNotification.NewIncoming> incoming = new LinkedBlockingQueue<>();

    LocalPhone() {
        this("127.0.0.1", SessionTimers.DEFAULT);
    }

    /** @param address where to listen, by UDP and TCP; null for all of this host, by IPv4 and IPv6 */
    LocalPhone(@Nullable String address, SessionTimers timers) {
        lookup = new Signposts(dns.lookup());
        sessions = new DefaultSessionManager(
                new SessionServices(engine, streams, notifications, threads, new Random(2), timers)
                        .withLookup(lookup)
                        .withPayloads(() -> Optional.of(InstalledCodecs.installed())),
                accounts);
        streams.load(
                StreamServices.of(Map.of(
                        Engine.class, engine,
                        MediaFactory.class, media,
                        AudioFactory.class, audio,
                        SystemAudio.class, audio,
                        Lookup.class, dns.lookup(),
                        NotificationCenter.class, notifications,
                        ThreadManager.class, threads)),
                LocalPhone.class.getClassLoader());
        notifications.observe(SessionNotification.NewIncoming.class, incoming::add);
        engine.start(EngineOptions.defaults()
                        .withBindAddress(address)
                        .withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0)))
                .toCompletableFuture()
                .join();
        account = accounts.add(new AccountOptions(SipUri.of("bob", "127.0.0.1"), null, null, null, false));
    }

    /** Has what waits for 64 times T1, 32 s elsewhere, wait for 6.4 s. */
    LocalPhone inANearNetwork() throws SipCoreException {
        engine.setSipTimers(Duration.ofMillis(100), Duration.ofMillis(800), Duration.ofSeconds(1));
        return this;
    }

    int port() {
        return port(Transport.UDP);
    }

    int port(Transport transport) {
        return engine.listeningAddress(transport).orElseThrow().getPort();
    }

    static Route route(int port) {
        return new Route(InetAddress.getLoopbackAddress(), port, Transport.UDP);
    }

    MediaStream audio() {
        return streams.find("audio").orElseThrow().create(account);
    }

    /** Calls a peer that is reached by any of these ways; returns at once. */
    TestCall call(List<Route> routes, MediaStream... media) {
        Session session = sessions.create(account);
        TestCall call = new TestCall(notifications, session);
        session.connect(
                ToHeader.of(SipUri.of("bob", "127.0.0.1").withPort(routes.get(0).port())),
                routes,
                List.of(media),
                new Session.ConnectOptions(false, null, Duration.ofSeconds(SECONDS)));
        return call;
    }

    TestCall call(int port) {
        return call(List.of(route(port)), audio());
    }

    /** Waits for a call, which is not answered. */
    TestCall awaitCall() throws InterruptedException {
        SessionNotification.NewIncoming event = incoming.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nobody calls");
        }
        return new TestCall(notifications, event.sender());
    }

    @Override
    public void close() {
        sessions.endAll().toCompletableFuture().join();
        sessions.close();
        accounts.close();
        audio.close();
        engine.close();
        dns.close();
        notifications.close();
        threads.close();
    }
}
