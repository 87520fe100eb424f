/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.stream.testkit.FakeAccount;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeStreamFactory;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

/** Plugins that misbehave hurt themselves, not the call. */
class SessionFailuresTest {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
    private final FakeAccount account = new FakeAccount();

    /** Throws whenever it is asked. */
    private static final class Broken implements MediaStreamFactory {
        @Override
        public String type() {
            return "broken";
        }

        @Override
        public int priority() {
            return 10;
        }

        @Override
        public MediaStream create(Account account) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public boolean accepts(Account account, SdpSession remoteOffer, int index) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
            throw new IllegalStateException("on purpose");
        }
    }

    private void start() {
        SessionServices services =
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT);
        assertThat(new DefaultSessionManager(services, new OneAccount()).sessions())
                .isEmpty();
    }

    private void peerCalls() {
        SdpSession offer = SdpSession.of("192.0.2.7").withMedia(List.of(SdpMedia.of("voice", 9, "FAKE", List.of("*"))));
        engine.peerCalls(SipUri.of("bob", "example.org"), account.uri(), offer);
    }

    @Test
    void aTypeThatThrowsIsPassedOver() {
        registry.add(new Broken());
        registry.add(new FakeStreamFactory("voice", notifications, threads.scheduler()));
        start();
        peerCalls();
        assertThat(notifications.of(SessionNotification.NewIncoming.class)).hasSize(1);
    }

    @Test
    void aCallThatNoTypeSurvivesIsRefused() {
        registry.add(new Broken());
        start();
        peerCalls();
        assertThat(engine.lastInvitation().lastResponse().code()).isEqualTo(488);
    }

    @Test
    void anErrorOfOurOwnIsAnsweredAndNotLeftHanging() {
        registry.add(new FakeStreamFactory("voice", notifications, threads.scheduler()));
        notifications.observe(SessionNotification.NewIncoming.class, null, Runnable::run, incoming -> {
            throw new IllegalStateException("an observer on the posting thread that is not to be trusted");
        });
        start();
        peerCalls();
        assertThat(engine.lastInvitation().lastResponse().code()).isEqualTo(500);
        assertThat(notifications.of(SessionNotification.DidFail.class))
                .singleElement()
                .satisfies(fail -> assertThat(fail.failureReason()).startsWith("internal error"));
    }

    private final class OneAccount implements AccountManager {
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
            return List.of(account);
        }

        @Override
        public Optional<Account> account(String id) {
            return Optional.of(account);
        }

        @Override
        public Optional<Account> defaultAccount() {
            return Optional.of(account);
        }

        @Override
        public void setDefaultAccount(String id) {
            throw new UnsupportedOperationException("there is one account");
        }

        @Override
        public Optional<Account> findAccount(SipUri requestUri) {
            return Optional.of(account);
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
