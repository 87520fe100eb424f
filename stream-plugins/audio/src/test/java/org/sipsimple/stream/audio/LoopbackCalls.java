/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The SDK on loopback with the real engine, threads and notifications: the accounts Alice and Bob, both of this process.
 * Ended by {@link #close}.
 */
final class LoopbackCalls {
    private static final long LIMIT_SECONDS = 20;

    final NotificationCenter notifications;
    final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
    final BlockingQueue<Session> calls = new LinkedBlockingQueue<>();
    final DefaultSessionManager manager;
    final DefaultAudio audio;
    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultEngine engine;
    private final Account alice;

    /** @param codecs as in {@link AudioSettings#CODECS} */
    LoopbackCalls(List<String> codecs) throws Exception {
        this(codecs, SrtpPolicy.OPTIONAL);
    }

    LoopbackCalls(List<String> codecs, SrtpPolicy srtp) throws Exception {
        notifications = new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
        engine = new DefaultEngine(notifications, threads);
        await(engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1")));
        DefaultMedia media = new DefaultMedia(engine);
        audio = new DefaultAudio(media, media, notifications, threads);
        registry.add(new AudioStreamProvider()
                .factory(StreamServices.of(Map.of(
                        Engine.class, engine,
                        MediaFactory.class, media,
                        AudioFactory.class, audio,
                        SystemAudio.class, audio,
                        Lookup.class, new FakeLookup(),
                        NotificationCenter.class, notifications,
                        ThreadManager.class, threads))));
        DefaultAccountManager accounts = new DefaultAccountManager(
                new AccountServices(engine, new FakeLookup(), notifications, threads, new Random(1)));
        alice = accounts.add(account("alice", codecs, srtp));
        accounts.add(account("bob", codecs, srtp));
        manager = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT),
                accounts);
        notifications.observe(SessionNotification.NewIncoming.class, incoming -> calls.add(incoming.sender()));
    }

    private static AccountOptions account(String user, List<String> codecs, SrtpPolicy srtp) {
        Map<SettingKey<?>, Object> chosen = Map.of(AudioSettings.CODECS, codecs, AudioSettings.SRTP_ENCRYPTION, srtp);
        return new AccountOptions(SipUri.of(user, "127.0.0.1"), user, null, null, false)
                .withSettings(new SettingsView() {
                    @Override
                    public <T> T get(SettingKey<T> key) {
                        Object value = chosen.get(key);
                        return value == null ? key.defaultValue() : key.type().cast(value);
                    }
                });
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    Session create() {
        return manager.create(alice);
    }

    MediaStream audio() {
        return registry.find("audio").orElseThrow().create(alice);
    }

    Route ownRoute() {
        InetSocketAddress here = engine.listeningAddress(Transport.UDP).orElseThrow();
        return new Route(here.getAddress(), here.getPort(), Transport.UDP);
    }

    SipUri bob() {
        return SipUri.of("bob", "127.0.0.1").withPort(ownRoute().port());
    }

    CompletionStage<Void> call(Session session, Route... routes) {
        return session.connect(ToHeader.of(bob()), List.of(routes), List.of(audio()));
    }

    Session incoming() throws InterruptedException {
        Session session = calls.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(session).as("incoming call").isNotNull();
        return session;
    }

    /** What that object reports from now on. */
    <T extends Notification> BlockingQueue<T> reports(Class<T> type, Object sender) {
        BlockingQueue<T> reports = new LinkedBlockingQueue<>();
        notifications.observe(type, sender, reports::add);
        return reports;
    }

    static <T> T next(BlockingQueue<T> reports) throws InterruptedException {
        T report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(report).as("report in time").isNotNull();
        return report;
    }

    /** The two ends of one call. */
    record Pair(Session caller, Session called) {}

    Pair connected() throws Exception {
        Session caller = create();
        CompletionStage<Void> started = call(caller, ownRoute());
        Session called = incoming();
        await(called.accept(called.proposedStreams()));
        await(started);
        return new Pair(caller, called);
    }

    void close() throws Exception {
        await(manager.endAll());
        audio.close();
        await(engine.stop());
        threads.close();
    }
}
