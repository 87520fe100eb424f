/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.api.network.AddressWatcher;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeRegistration;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrarTest {
    private static final SipUri ALICE = SipUri.of("alice", "example.org");
    private static final Route FIRST = new Route(InetAddress.getLoopbackAddress(), 5061, Transport.TCP);
    private static final Route SECOND = new Route(InetAddress.getLoopbackAddress(), 5062, Transport.UDP);

    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final FakeLookup lookup = new FakeLookup();
    private final DefaultAccountManager manager =
            new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));

    @BeforeEach
    void twoRoutes() {
        lookup.answers(FIRST, SECOND);
    }

    private Account alice() {
        return manager.add(new AccountOptions(ALICE, "Alice", Credentials.of("alice", "secret"), null, true));
    }

    private FakeRegistration registration() {
        List<FakeRegistration> all = engine.registrations();
        return all.get(all.size() - 1);
    }

    private <T extends AccountNotification> T only(Class<T> type) {
        List<T> all = notifications.of(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void pass(int seconds) {
        threads.time().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void registersAndTells() {
        Account account = alice();
        FakeRegistration registration = registration();
        assertThat(lookup.asked()).containsExactly(SipUri.of(null, "example.org"));
        assertThat(registration.options().duration()).isEqualTo(Duration.ofSeconds(600));
        assertThat(registration.options().credentials()).isEqualTo(Credentials.of("alice", "secret"));
        assertThat(registration.options().from().uri()).isEqualTo(ALICE);
        assertThat(registration.last().route()).isEqualTo(FIRST);
        assertThat(registration.last().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(registration.last().contact().uri())
                .isEqualTo(account.contacts().uri(ContactType.NO_GRUU, FIRST).orElseThrow());
        assertThat(registration.last().contact().instanceId().orElseThrow())
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(registration.options().extraHeaders()).containsExactly(new GenericHeader("Supported", "gruu"));
        AccountRegistration facet = account.facet(AccountRegistration.class).orElseThrow();
        assertThat(facet.isRegistered()).isFalse();
        assertThat(facet.contact()).isEmpty();
        assertThat(facet.expiresIn()).isEmpty();

        registration.registrarAccepts(Duration.ofSeconds(300));
        assertThat(facet.isRegistered()).isTrue();
        assertThat(facet.contact()).contains(registration.last().contact());
        assertThat(facet.expiresIn()).isPresent();
        AccountNotification.RegistrationDidSucceed success = only(AccountNotification.RegistrationDidSucceed.class);
        assertThat(success.contact().uri()).isEqualTo(account.contact(FIRST).uri());
        assertThat(success.contacts()).containsExactly(success.contact());
        assertThat(success.expires()).isEqualTo(Duration.ofSeconds(300));
        assertThat(success.route()).isEqualTo(FIRST);
        AccountNotification.RegistrationGotAnswer answer = only(AccountNotification.RegistrationGotAnswer.class);
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.reason()).isEqualTo("OK");
        assertThat(answer.route()).isEqualTo(FIRST);
        assertThat(answer.registration()).isSameAs(registration);
        assertThat(notifications.namesBy(account))
                .containsExactly(
                        "SIPAccountWillActivate",
                        "SIPAccountWillRegister",
                        "SIPAccountDidActivate",
                        "SIPAccountRegistrationGotAnswer",
                        "SIPAccountRegistrationDidSucceed");
    }

    @Test
    void registersAnewWhenTheAddressesOfTheHostChange() {
        alice();
        FakeRegistration first = registration();
        first.registrarAccepts(Duration.ofSeconds(600));
        AddressWatcher watcher = Set::of;
        notifications.post(new AddressNotification.DidChange(
                watcher, threads.time().now(), Set.of(), Set.of(InetAddress.getLoopbackAddress())));
        assertThat(engine.left()).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(first.last().removal()).isTrue();
        first.registrarKeeps(408, "Request Timeout");
        assertThat(registration()).isNotSameAs(first);
        assertThat(registration().requests()).hasSize(1);
    }

    @Test
    void goesThroughTheOutboundProxy() {
        SipUri proxy = SipUri.parse("sip:proxy.example.net;transport=tcp");
        manager.add(new AccountOptions(ALICE, null, null, proxy, true));
        assertThat(lookup.asked()).containsExactly(proxy);
    }

    @Test
    void refreshesInTime() {
        Account account = alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        notifications.clear();
        registration().expiresSoon(Duration.ofSeconds(30));
        assertThat(engine.registrations()).hasSize(1);
        assertThat(registration().requests()).hasSize(2);
        registration().registrarAccepts(Duration.ofSeconds(600));
        assertThat(notifications.namesBy(account))
                .containsExactly(
                        "SIPAccountRegistrationWillRefresh",
                        "SIPAccountRegistrationGotAnswer",
                        "SIPAccountRegistrationDidSucceed");
    }

    @Test
    void triesTheNextRouteWhenOneFails() {
        alice();
        registration().fails(503, "Service Unavailable");
        assertThat(registration().last().route()).isEqualTo(SECOND);
        assertThat(notifications.of(AccountNotification.RegistrationDidFail.class))
                .isEmpty();
        registration().registrarAccepts(Duration.ofSeconds(600));
        assertThat(only(AccountNotification.RegistrationDidSucceed.class).route())
                .isEqualTo(SECOND);
    }

    @Test
    void waits15To40SecondsWhenAllRoutesFailed() {
        alice();
        registration().fails(503, "Service Unavailable");
        registration().fails(500, "Server Internal Error");
        AccountNotification.RegistrationDidFail failure = only(AccountNotification.RegistrationDidFail.class);
        assertThat(failure.error()).isEqualTo("500 Server Internal Error");
        assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(40));
        threads.time().advance(failure.retryAfter().minusMillis(1));
        assertThat(registration().requests()).hasSize(2);
        threads.time().advance(Duration.ofMillis(1));
        assertThat(registration().requests()).hasSize(3);
        assertThat(registration().last().route()).isEqualTo(FIRST);
    }

    @Test
    void waitsAtLeastAsLongAsTheRegistrarAsks() {
        alice();
        registration().fails(503, "Service Unavailable");
        registration().fails(503, "Service Unavailable", Duration.ZERO, Duration.ofSeconds(500));
        assertThat(only(AccountNotification.RegistrationDidFail.class).retryAfter())
                .isEqualTo(Duration.ofSeconds(500));
    }

    @Test
    void waitsAMinuteOrTwoAfterAWrongPasswordWithoutAnotherRoute() {
        alice();
        registration().fails(401, "Unauthorized");
        assertThat(registration().requests()).hasSize(1);
        AccountNotification.RegistrationDidFail failure = only(AccountNotification.RegistrationDidFail.class);
        assertThat(failure.error()).contains("authentication failed");
        assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void asksForAsLongAsTheRegistrarWants() {
        alice();
        registration().fails(423, "Interval Too Brief", Duration.ofSeconds(1800), Duration.ZERO);
        assertThat(engine.registrations()).hasSize(2);
        assertThat(registration().options().duration()).isEqualTo(Duration.ofSeconds(1800));
        assertThat(registration().last().route()).isEqualTo(FIRST);
        registration().fails(423, "Interval Too Brief", Duration.ofSeconds(3600), Duration.ZERO);
        assertThat(only(AccountNotification.RegistrationDidFail.class).retryAfter())
                .as("but not again and again")
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void givesAllRoutesTogether30Seconds() {
        lookup.answers(FIRST, SECOND, FIRST, SECOND, FIRST);
        alice();
        for (int i = 0; i < 2; i++) {
            pass(10);
            registration().fails(408, "Request Timeout");
        }
        pass(4);
        registration().fails(503, "Service Unavailable");
        assertThat(registration().last().timeout()).as("what is left").isEqualTo(Duration.ofSeconds(6));
        pass(6);
        registration().fails(408, "Request Timeout");
        assertThat(registration().requests()).hasSize(4);
        assertThat(only(AccountNotification.RegistrationDidFail.class).error()).startsWith("registration timed out");
    }

    @Test
    void waitsLongerEachTimeTheDomainIsNotFoundUntilItIs() {
        lookup.answers();
        alice();
        Duration longest = Duration.ZERO;
        for (int step : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            AccountNotification.RegistrationDidFail failure = only(AccountNotification.RegistrationDidFail.class);
            assertThat(failure.error()).isEqualTo("DNS lookup failed: no such domain");
            assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(step), Duration.ofSeconds(2L * step));
            longest = failure.retryAfter();
            notifications.clear();
            threads.time().advance(longest);
        }
        lookup.answers(FIRST);
        threads.time().advance(Duration.ofSeconds(60));
        registration().registrarAccepts(Duration.ofSeconds(600));
        lookup.answers();
        notifications.clear();
        registration().expiresSoon(Duration.ofSeconds(30));
        assertThat(only(AccountNotification.RegistrationDidFail.class).retryAfter())
                .isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void tellsWhenItExpiredAndRegistersAgain() {
        Account account = alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        notifications.clear();
        registration().expires();
        assertThat(notifications.namesBy(account))
                .containsExactly("SIPAccountRegistrationDidEnd", "SIPAccountWillRegister");
        assertThat(registration().requests()).hasSize(2);
    }

    @Test
    void unregistersWhenRemoved() {
        Account account = alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        notifications.clear();
        CompletableFuture<Void> removed = manager.remove(account.id()).toCompletableFuture();
        assertThat(registration().last().removal()).isTrue();
        assertThat(registration().last().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(removed).isNotDone();
        registration().registrarReleases();
        assertThat(removed).isCompleted();
        assertThat(notifications.namesBy(account))
                .containsExactly("SIPAccountWillDeactivate", "SIPAccountRegistrationDidEnd", "SIPAccountDidDeactivate");
        assertThat(notifications.observers()).isZero();
        assertThat(threads.time().waiting()).isZero();
    }

    @Test
    void closesWhenTheRegistrarHasReleasedAllAccounts() throws InterruptedException {
        alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        Thread closing = new Thread(manager::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(closing.isAlive()).isTrue();
        assertThat(registration().last().removal()).isTrue();
        registration().registrarReleases();
        closing.join();
        assertThat(only(AccountNotification.RegistrationDidEnd.class).sender().uri())
                .isEqualTo(ALICE);
    }

    @Test
    void tellsWhenTheRegistrarKeepsTheBinding() {
        Account account = alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        CompletableFuture<Void> removed = manager.remove(account.id()).toCompletableFuture();
        registration().registrarKeeps(408, "Request Timeout");
        assertThat(removed).isCompleted();
        AccountNotification.RegistrationDidNotEnd kept = only(AccountNotification.RegistrationDidNotEnd.class);
        assertThat(kept.code()).isEqualTo(408);
        assertThat(kept.reason()).isEqualTo("Request Timeout");
        assertThat(kept.registration()).isSameAs(registration());
        assertThat(notifications.observers()).isZero();
    }

    @Test
    void stopsTryingWhenRemoved() {
        Account account = alice();
        registration().fails(401, "Unauthorized");
        assertThat(manager.remove(account.id()).toCompletableFuture()).isCompleted();
        pass(1000);
        assertThat(registration().requests()).hasSize(1);
        assertThat(notifications.observers()).isZero();
        assertThat(threads.time().waiting()).isZero();
    }

    @Test
    void unregistersWhatWasOnItsWayWhenRemoved() {
        Account account = alice();
        manager.remove(account.id());
        assertThat(registration().requests()).hasSize(2);
        assertThat(registration().last().removal()).isTrue();
        registration().registrarReleases();
        assertThat(notifications.of(AccountNotification.RegistrationDidSucceed.class))
                .isEmpty();
        assertThat(notifications.observers()).isZero();
    }

    @Test
    void registersAnewWhenTheEngineWasStartedAnew() {
        alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        notifications.post(new EngineNotification.DidEnd(engine, threads.time().now()));
        notifications.post(
                new EngineNotification.DidStart(engine, threads.time().now()));
        assertThat(engine.registrations()).hasSize(2);
    }

    @Test
    void accountsThatDoNotRegisterHaveNoRegistration() {
        Account account = manager.add(new AccountOptions(ALICE, null, null, null, false));
        assertThat(account.facet(AccountRegistration.class)).isEmpty();
        assertThat(engine.registrations()).isEmpty();
    }

    @Test
    void tellsWhenThingsHappened() {
        Account account = alice();
        Instant start = threads.time().now();
        assertThat(only(AccountNotification.WillRegister.class).timestamp()).isEqualTo(start);
        pass(1);
        registration().registrarAccepts(Duration.ofSeconds(600));
        Instant registered = start.plusSeconds(1);
        assertThat(only(AccountNotification.RegistrationGotAnswer.class).timestamp())
                .isEqualTo(registered);
        assertThat(only(AccountNotification.RegistrationDidSucceed.class).timestamp())
                .isEqualTo(registered);
        pass(1);
        registration().expiresSoon(Duration.ofSeconds(30));
        assertThat(only(AccountNotification.RegistrationWillRefresh.class).timestamp())
                .isEqualTo(start.plusSeconds(2));
        pass(1);
        registration().fails(401, "Unauthorized");
        assertThat(only(AccountNotification.RegistrationDidFail.class).timestamp())
                .isEqualTo(start.plusSeconds(3));
        manager.remove(account.id());
        pass(1);
        registration().registrarReleases();
        AccountNotification.RegistrationDidEnd end = only(AccountNotification.RegistrationDidEnd.class);
        assertThat(end.timestamp()).isEqualTo(start.plusSeconds(4));
        assertThat(end.registration()).isSameAs(registration());
    }

    @Test
    void tellsWhenTheBindingWasKept() {
        Account account = alice();
        registration().registrarAccepts(Duration.ofSeconds(600));
        manager.remove(account.id());
        pass(2);
        registration().registrarKeeps(408, "Request Timeout");
        assertThat(only(AccountNotification.RegistrationDidNotEnd.class).timestamp())
                .isEqualTo(threads.time().now());
    }
}
