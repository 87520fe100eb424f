/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStreamFactory;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

/** A session manager with two media types, {@code voice} and {@code text}, whose peer is the test. */
final class SessionFixture {
    static final SipUri BOB = SipUri.of("bob", "example.org");
    static final SipUri CAROL = SipUri.of("carol", "example.org");
    static final Route ROUTE = route(5070);

    final RecordedNotifications notifications = new RecordedNotifications();
    final InlineThreads threads = new InlineThreads();
    final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
    final FakeStreamFactory voices = new FakeStreamFactory("voice", notifications, threads.scheduler());
    final FakeStreamFactory texts = new FakeStreamFactory("text", notifications, threads.scheduler());
    final FakeAccount account = new FakeAccount();
    final FakeLookup lookup = new FakeLookup();
    final DefaultSessionManager manager;

    /** What the manager observes as long as it lives. */
    final int standingObservers;

    /** What reads payloads; null for nobody. */
    @Nullable
    PayloadRegistry payloads;

    SessionFixture() {
        registry.add(voices);
        registry.add(texts);
        manager = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT)
                        .withLookup(lookup)
                        .withPayloads(() -> Optional.ofNullable(payloads)),
                new OneAccount(account));
        standingObservers = notifications.observers();
    }

    static Route route(int port) {
        return new Route(InetAddress.getLoopbackAddress(), port, Transport.UDP);
    }

    /** Time passes. */
    void pass(Duration time) {
        threads.time().advance(time);
    }

    FakeStream voice() {
        return voices.create(account);
    }

    FakeStream text() {
        return texts.create(account);
    }

    Call call(MediaStream... streams) {
        return call(List.of(ROUTE), streams);
    }

    Call call(List<Route> routes, MediaStream... streams) {
        Session session = manager.create(account);
        CompletableFuture<Void> done =
                session.connect(ToHeader.of(BOB), routes, List.of(streams)).toCompletableFuture();
        return new Call(session, done);
    }

    /** A call of ours that the peer has taken with all its streams. */
    Call connected(MediaStream... streams) {
        Call call = call(streams);
        peer().peerAnswers(taking(peer().invite().sdp()));
        assertThat(call.session().state()).isEqualTo(Session.State.CONNECTED);
        notifications.clear();
        return call;
    }

    /** A call of the peer, not answered yet. */
    Session incoming(@Nullable SdpSession offer) {
        engine.peerCalls(BOB, account.uri(), offer);
        return notifications.of(SessionNotification.NewIncoming.class).get(0).sender();
    }

    /** A call of the peer with that many lines of types {@code voice} and {@code text}, taken. */
    Session accepted(String... types) {
        Session session = incoming(sdp(types));
        session.accept(session.proposedStreams());
        peer().peerAcknowledges();
        assertThat(session.state()).isEqualTo(Session.State.CONNECTED);
        notifications.clear();
        return session;
    }

    /** The dialog made last. */
    FakeInvitation peer() {
        return engine.lastInvitation();
    }

    /** The names of what the session reported, in order. */
    List<String> told(Session session) {
        return notifications.namesBy(session);
    }

    /** A peer's description with one line of each type. */
    static SdpSession sdp(String... types) {
        return SdpSession.of("192.0.2.7")
                .withMedia(Arrays.stream(types).map(SessionFixture::line).toList());
    }

    static SdpMedia line(String type) {
        return SdpMedia.of(type, 6000, "FAKE", List.of("*"));
    }

    /** The peer's answer that takes all of an offer. */
    static SdpSession taking(@Nullable SdpSession offer) {
        assertThat(offer).isNotNull();
        List<SdpMedia> lines = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia line = offer.media().get(i);
            MediaDirection direction = MediaDirection.SENDRECV.answering(offer.direction(i));
            lines.add(line.isRefused() ? line.refused() : line.withPort(6000).withDirection(direction));
        }
        return SdpSession.of("192.0.2.7").withMedia(lines);
    }

    /** The same with some lines refused. */
    static SdpSession refusing(SdpSession sdp, int... lines) {
        SdpSession result = sdp;
        for (int line : lines) {
            result = result.withMedia(line, result.media().get(line).refused());
        }
        return result;
    }

    /** What a stage failed with. */
    static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** @param done what connect returned */
    record Call(Session session, CompletableFuture<Void> done) {}

    /** An account manager with one account, found by its address. */
    private record OneAccount(Account only) implements AccountManager {
        @Override
        public void start(Settings settings) {
            throw new UnsupportedOperationException("no settings here");
        }

        @Override
        public CompletionStage<Void> stop() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public List<Account> accounts() {
            return List.of(only);
        }

        @Override
        public Optional<Account> account(String id) {
            return only.id().equals(id) ? Optional.of(only) : Optional.empty();
        }

        @Override
        public Optional<Account> defaultAccount() {
            return Optional.of(only);
        }

        @Override
        public void setDefaultAccount(String id) {
            throw new UnsupportedOperationException("there is one account");
        }

        @Override
        public Optional<Account> findAccount(SipUri requestUri) {
            return requestUri.equals(only.uri()) ? Optional.of(only) : Optional.empty();
        }

        @Override
        public Account add(AccountOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> remove(String id) {
            throw new UnsupportedOperationException();
        }
    }
}
