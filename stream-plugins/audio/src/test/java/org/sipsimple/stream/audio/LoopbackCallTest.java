/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
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

/** Calls over loopback by the real engine, threads and notifications: Alice calls Bob, both of this process. */
class LoopbackCallTest {
    private static final long LIMIT_SECONDS = 20;

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final NotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
    private final BlockingQueue<Session> calls = new LinkedBlockingQueue<>();
    private DefaultSessionManager manager;
    private DefaultAudio audio;
    private Account alice;

    @BeforeEach
    void start() throws Exception {
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
        alice = accounts.add(new AccountOptions(SipUri.of("alice", "127.0.0.1"), "Alice", null, null, false));
        accounts.add(new AccountOptions(SipUri.of("bob", "127.0.0.1"), "Bob", null, null, false));
        manager = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT),
                accounts);
        notifications.observe(SessionNotification.NewIncoming.class, incoming -> calls.add(incoming.sender()));
    }

    @AfterEach
    void stop() throws Exception {
        await(manager.endAll());
        audio.close();
        await(engine.stop());
        threads.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private MediaStream audio() {
        return registry.find("audio").orElseThrow().create(alice);
    }

    private Route ownRoute() {
        InetSocketAddress here = engine.listeningAddress(Transport.UDP).orElseThrow();
        return new Route(here.getAddress(), here.getPort(), Transport.UDP);
    }

    private CompletionStage<Void> call(Session session, Route... routes) {
        SipUri bob = SipUri.of("bob", "127.0.0.1").withPort(ownRoute().port());
        return session.connect(ToHeader.of(bob), List.of(routes), List.of(audio()));
    }

    private Session incoming() throws InterruptedException {
        Session session = calls.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(session).as("incoming call").isNotNull();
        return session;
    }

    /** What that object reports from now on. */
    private <T extends Notification> BlockingQueue<T> reports(Class<T> type, Object sender) {
        BlockingQueue<T> reports = new LinkedBlockingQueue<>();
        notifications.observe(type, sender, reports::add);
        return reports;
    }

    private static <T> T next(BlockingQueue<T> reports) throws InterruptedException {
        T report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(report).as("report in time").isNotNull();
        return report;
    }

    private record Pair(Session caller, Session called) {}

    private Pair connected() throws Exception {
        Session caller = manager.create(alice);
        CompletionStage<Void> started = call(caller, ownRoute());
        Session called = incoming();
        await(called.accept(called.proposedStreams()));
        await(started);
        return new Pair(caller, called);
    }

    @Test
    void callsByTheSecondRouteTalksHoldsAndHangsUp(@TempDir Path folder) throws Exception {
        Session caller = manager.create(alice);
        Route dead = new Route(InetAddress.getByName("127.0.0.1"), 1, Transport.TCP);
        BlockingQueue<SessionNotification.GotRingIndication> rings =
                reports(SessionNotification.GotRingIndication.class, caller);
        CompletionStage<Void> started = call(caller, dead, ownRoute());
        Session called = incoming();
        await(called.sendRingIndication());
        next(rings);
        await(called.accept(called.proposedStreams()));
        await(started);

        MediaStream ours = caller.streams().get(0);
        MediaStream theirs = called.streams().get(0);
        RtpInformation rtp = ours.facet(RtpInformation.class).orElseThrow();
        assertThat(rtp.codec()).contains("opus");
        assertThat(rtp.srtpActive()).isTrue();
        Path file = folder.resolve("call.wav");
        ours.facet(Recordable.class).orElseThrow().startRecording(file);
        BlockingQueue<AudioStreamNotification.GotDtmf> keys = reports(AudioStreamNotification.GotDtmf.class, theirs);
        ours.facet(Dtmf.class).orElseThrow().sendDtmf('5');
        assertThat(next(keys).digit()).isEqualTo('5');
        assertThat(theirs.facet(RtpInformation.class).orElseThrow().statistics().receivedPackets())
                .isPositive();

        BlockingQueue<SessionNotification.DidChangeHoldState> held =
                reports(SessionNotification.DidChangeHoldState.class, called);
        await(caller.hold());
        assertThat(next(held).onHold()).isTrue();
        assertThat(theirs.onHoldByRemote()).isTrue();
        await(caller.unhold());
        assertThat(next(held).onHold()).isFalse();
        assertThat(caller.onHold()).isFalse();

        BlockingQueue<SessionNotification.DidEnd> ends = reports(SessionNotification.DidEnd.class, caller);
        await(called.end());
        next(ends);
        assertThat(caller.state()).isEqualTo(State.TERMINATED);
        assertThat(Files.size(file)).as("a WAV file with sound in it").isGreaterThan(44);
        assertThat(manager.sessions()).isEmpty();
    }

    @Test
    void bothHoldAtOnceAndBothGetTheirWay() throws Exception {
        Pair pair = connected();
        CompletionStage<Void> one = pair.caller().hold();
        CompletionStage<Void> other = pair.called().hold();
        await(one);
        await(other);
        assertThat(pair.caller().streams().get(0).onHoldByLocal()).isTrue();
        assertThat(pair.called().streams().get(0).onHoldByLocal()).isTrue();
    }

    @Test
    void addsAndRemovesAStreamWhileTheOtherRuns() throws Exception {
        Pair pair = connected();
        BlockingQueue<SessionNotification.GotProposal> proposals =
                reports(SessionNotification.GotProposal.class, pair.called());
        CompletionStage<Void> added = pair.caller().addStream(audio());
        next(proposals);
        await(pair.called().acceptProposal(pair.called().proposedStreams()));
        await(added);
        assertThat(pair.caller().streams()).hasSize(2);
        BlockingQueue<SessionNotification.DidRenegotiateStreams> changes =
                reports(SessionNotification.DidRenegotiateStreams.class, pair.caller());
        await(pair.called().removeStream(pair.called().streams().get(0)));
        assertThat(next(changes).removed()).hasSize(1);
        assertThat(pair.caller().streams()).hasSize(1);

        CompletionStage<Void> second = pair.caller().addStream(audio());
        next(proposals);
        await(pair.called().rejectProposal());
        assertThat(second.toCompletableFuture().handle((done, failure) -> failure != null))
                .succeedsWithin(java.time.Duration.ofSeconds(LIMIT_SECONDS))
                .isEqualTo(true);
        assertThat(pair.caller().state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void refusesAMediumThatIsNotInstalledAnyMore() throws Exception {
        MediaStream offered = audio();
        registry.factories().forEach(registry::remove);
        Session caller = manager.create(alice);
        SipUri bob = SipUri.of("bob", "127.0.0.1").withPort(ownRoute().port());
        BlockingQueue<SessionNotification.DidFail> failures = reports(SessionNotification.DidFail.class, caller);
        caller.connect(ToHeader.of(bob), List.of(ownRoute()), List.of(offered));
        assertThat(next(failures).code()).isEqualTo(488);
        assertThat(calls).isEmpty();
    }
}
