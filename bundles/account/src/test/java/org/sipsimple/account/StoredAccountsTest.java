/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManagerNotification;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.MsrpRelayAddress;
import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.SipProxyAddress;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeRegistration;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredAccountsTest {
    private static final Route ROUTE = new Route(InetAddress.getLoopbackAddress(), 5061, Transport.TCP);
    private static final String ALICE = "alice@example.org";

    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final FakeLookup lookup = new FakeLookup();
    private final ConfigurationBackend backend = new MemoryBackend();
    private final DefaultAccountManager manager =
            new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));
    private Settings settings;

    @BeforeEach
    void open() throws ConfigurationException {
        lookup.answers(ROUTE);
        settings = DefaultSettings.open(backend, notifications, Clock.systemUTC());
    }

    private SettingsObject stored(String id) throws ConfigurationException {
        SettingsObject object = settings.addAccount(SipAddress.parse(id));
        object.set(AccountSettings.AUTH_PASSWORD, new Password("secret"));
        object.set(AccountSettings.ENABLED, true);
        object.save();
        return object;
    }

    private Account account(String id) {
        return manager.account(id).orElseThrow();
    }

    private FakeRegistration registration() {
        List<FakeRegistration> all = engine.registrations();
        return all.get(all.size() - 1);
    }

    @Test
    void loadsTheAccountsOfTheSettings() throws ConfigurationException {
        SettingsObject alice = stored(ALICE);
        alice.set(AccountSettings.DISPLAY_NAME, "Alice");
        alice.set(AccountSettings.AUTH_USERNAME, "alice-auth");
        alice.set(AccountSettings.SIP_OUTBOUND_PROXY, SipProxyAddress.parse("proxy.example.net:5071;transport=tls"));
        alice.save();
        settings.addAccount(SipAddress.parse("idle@example.org"));
        manager.start(settings);

        assertThat(manager.accounts()).extracting(Account::id).containsExactly(ALICE, "idle@example.org");
        Account account = account(ALICE);
        assertThat(account.uri()).isEqualTo(SipUri.of("alice", "example.org"));
        assertThat(account.identity().displayName()).isEqualTo("Alice");
        assertThat(account.credentials().orElseThrow().username()).isEqualTo("alice-auth");
        assertThat(account.credentials().orElseThrow().password()).contains("secret");
        assertThat(account.outboundProxy()).contains(SipUri.parse("sip:proxy.example.net:5071;transport=tls"));
        assertThat(account.settingsObject()).contains(alice);
        assertThat(account.isEnabled()).isTrue();
        assertThat(account.isActive()).isTrue();
        assertThat(account("idle@example.org").isEnabled()).isFalse();
        assertThat(account("idle@example.org").isActive()).isFalse();
        assertThat(account("idle@example.org").credentials()).isEmpty();
        assertThat(notifications.of(AccountManagerNotification.DidAddAccount.class))
                .extracting(AccountManagerNotification.DidAddAccount::account)
                .containsExactly(account, account("idle@example.org"));
        assertThat(account + " " + account.credentials()).doesNotContain("secret");
        manager.start(settings);
        assertThat(manager.accounts()).as("loaded once").hasSize(2);
        Settings others = DefaultSettings.open(backend, notifications, Clock.systemUTC());
        assertThatThrownBy(() -> manager.start(others)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pluginsReadSettingsOfTheAccountAndGeneralOnesByTheirConstants() throws ConfigurationException {
        SettingsObject alice = stored(ALICE);
        manager.start(settings);
        SettingsView view = account(ALICE).settings();
        assertThat(view.get(AccountSettings.NAT_TRAVERSAL_USE_ICE)).isFalse();
        assertThat(view.get(AccountSettings.NAT_TRAVERSAL_MSRP_RELAY)).isNull();
        assertThat(view.get(GeneralSettings.MSRP_TRANSPORT)).isEqualTo(MsrpTransport.TLS);
        assertThat(view.get(GeneralSettings.RTP_PORT_RANGE)).hasToString("50000-50400");
        assertThat(view.get(AccountSettings.RTP_AUDIO_CODECS))
                .as("none of its own")
                .containsExactly("speex", "G722", "PCMU", "PCMA");

        alice.set(AccountSettings.NAT_TRAVERSAL_MSRP_RELAY, MsrpRelayAddress.parse("relay.example.org"));
        alice.set(AccountSettings.RTP_AUDIO_CODECS, List.of("PCMA"));
        alice.save();
        settings.general().set(GeneralSettings.MSRP_TRANSPORT, MsrpTransport.TCP);
        settings.general().save();
        assertThat(view.get(AccountSettings.NAT_TRAVERSAL_MSRP_RELAY))
                .hasToString("relay.example.org:2855;transport=tls");
        assertThat(view.get(GeneralSettings.MSRP_TRANSPORT)).isEqualTo(MsrpTransport.TCP);
        assertThat(view.get(AccountSettings.RTP_AUDIO_CODECS)).containsExactly("PCMA");
        assertThat(view.get(new SettingKey<>("tls.verify_server", Boolean.class, false)))
                .isTrue();
    }

    @Test
    void registrarsKnowTheInstallationByTheInstanceIdOfTheSettings() throws ConfigurationException {
        stored(ALICE);
        manager.start(settings);
        String made = registration().last().contact().instanceId().orElseThrow();
        Settings reopened = DefaultSettings.open(backend, notifications, Clock.systemUTC());
        DefaultAccountManager another =
                new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(8)));
        another.start(reopened);
        assertThat(registration().last().contact().instanceId()).contains(made);
        assertThat(engine.registrations()).hasSize(2);
    }

    @Test
    void registersForAsLongAsTheSettingSays() throws ConfigurationException {
        SettingsObject alice = stored(ALICE);
        alice.set(AccountSettings.REGISTRATION_INTERVAL, 120);
        alice.save();
        manager.start(settings);
        assertThat(registration().options().duration()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void followsWhatIsAddedChangedRenamedAndDeleted() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        Account account = account(ALICE);
        FakeRegistration first = registration();
        first.registrarAccepts(Duration.ofSeconds(600));
        assertThat(account.facet(AccountRegistration.class).orElseThrow().isRegistered())
                .isTrue();

        alice.set(AccountSettings.AUTH_PASSWORD, new Password("other"));
        alice.save();
        assertThat(first.last().removal()).isTrue();
        first.registrarReleases();
        assertThat(registration()).isNotSameAs(first);
        assertThat(registration().options().credentials().password()).contains("other");

        FakeRegistration second = registration();
        second.registrarAccepts(Duration.ofSeconds(600));
        alice.rename(SipAddress.parse("alicia@example.org"));
        assertThat(account.id()).isEqualTo("alicia@example.org");
        assertThat(manager.account("alicia@example.org")).contains(account);
        assertThat(second.last().removal()).isTrue();
        second.registrarReleases();
        assertThat(registration().options().from().uri().user()).isEqualTo("alicia");

        registration().registrarAccepts(Duration.ofSeconds(600));
        alice.delete();
        assertThat(manager.accounts()).isEmpty();
        assertThat(registration().last().removal()).isTrue();
        assertThat(notifications.of(AccountManagerNotification.DidRemoveAccount.class))
                .extracting(AccountManagerNotification.DidRemoveAccount::account)
                .containsExactly(account);
    }

    /** As on a busy machine: when it hears that there is one, the password is stored too, and it hears of that next. */
    @Test
    void registersOnceWhenItHearsLateOfANewAccount() throws ConfigurationException {
        manager.start(settings);
        threads.serial("accounts").execute(() -> {
            try {
                stored(ALICE);
            } catch (ConfigurationException e) {
                throw new AssertionError(e);
            }
        });
        FakeRegistration first = registration();
        first.registrarAccepts(Duration.ofSeconds(600));
        assertThat(first.options().credentials().password()).contains("secret");
        assertThat(first.last().removal()).as("ended again at once").isFalse();

        SettingsObject alice = settings.account(ALICE).orElseThrow();
        alice.set(AccountSettings.AUTH_PASSWORD, new Password("other"));
        alice.save();
        assertThat(first.last().removal()).isTrue();
    }

    @Test
    void registersOnlyAsLongAsItShould() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        Account account = account(ALICE);
        registration().registrarAccepts(Duration.ofSeconds(600));
        alice.set(AccountSettings.SIP_REGISTER, false);
        alice.save();
        assertThat(registration().last().removal()).isTrue();
        registration().registrarReleases();
        assertThat(account.facet(AccountRegistration.class)).isEmpty();
        assertThat(account.isActive()).isTrue();
        assertThat(engine.registrations()).hasSize(1);
        alice.set(AccountSettings.SIP_REGISTER, true);
        alice.save();
        assertThat(engine.registrations()).hasSize(2);
    }

    @Test
    void isActiveWhileItIsEnabledAndTheEngineRuns() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        Account account = account(ALICE);
        registration().registrarAccepts(Duration.ofSeconds(600));
        notifications.clear();

        alice.set(AccountSettings.ENABLED, false);
        assertThat(account.isEnabled()).as("not before it is saved").isTrue();
        alice.save();
        assertThat(account.isEnabled()).isFalse();
        registration().registrarReleases();
        alice.set(AccountSettings.ENABLED, true);
        alice.save();
        notifications.post(new EngineNotification.WillEnd(engine, threads.time().now()));
        assertThat(account.isActive()).isFalse();
        notifications.post(new EngineNotification.DidEnd(engine, threads.time().now()));
        notifications.post(
                new EngineNotification.DidStart(engine, threads.time().now()));
        assertThat(account.isActive()).isTrue();
        assertThat(notifications.namesBy(account))
                .containsExactly(
                        "SIPAccountWillDeactivate",
                        "SIPAccountRegistrationDidEnd",
                        "SIPAccountDidDeactivate",
                        "SIPAccountWillActivate",
                        "SIPAccountWillRegister",
                        "SIPAccountDidActivate",
                        "SIPAccountWillDeactivate",
                        "SIPAccountDidDeactivate",
                        "SIPAccountWillActivate",
                        "SIPAccountWillRegister",
                        "SIPAccountDidActivate");
    }

    @Test
    void tellsWhenItsStateChanged() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        Instant start = threads.time().now();
        registration().registrarAccepts(Duration.ofSeconds(600));
        threads.time().advance(Duration.ofSeconds(1));
        alice.set(AccountSettings.ENABLED, false);
        alice.save();
        threads.time().advance(Duration.ofSeconds(1));
        registration().registrarReleases();
        assertThat(notifications
                        .of(AccountNotification.WillActivate.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start);
        assertThat(notifications
                        .of(AccountNotification.DidActivate.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start);
        assertThat(notifications
                        .of(AccountNotification.WillDeactivate.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start.plusSeconds(1));
        assertThat(notifications
                        .of(AccountNotification.DidDeactivate.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start.plusSeconds(2));
        assertThat(notifications
                        .of(AccountManagerNotification.DidAddAccount.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start);
        alice.delete();
        assertThat(notifications
                        .of(AccountManagerNotification.DidRemoveAccount.class)
                        .get(0)
                        .timestamp())
                .isEqualTo(start.plusSeconds(2));
    }

    @Test
    void isEnabledAgainBeforeTheRegistrarHasReleasedIt() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        FakeRegistration first = registration();
        first.registrarAccepts(Duration.ofSeconds(600));
        alice.set(AccountSettings.ENABLED, false);
        alice.save();
        alice.set(AccountSettings.ENABLED, true);
        alice.save();
        assertThat(engine.registrations()).hasSize(1);
        first.registrarReleases();
        assertThat(engine.registrations()).hasSize(2);
        assertThat(account(ALICE).isActive()).isTrue();
    }

    @Test
    void registersAnewWhenTransportsChange() throws ConfigurationException {
        manager.start(settings);
        stored(ALICE);
        registration().registrarAccepts(Duration.ofSeconds(600));
        settings.general().set(GeneralSettings.SIP_TRANSPORT_LIST, List.of(Transport.UDP));
        settings.general().save();
        assertThat(registration().last().removal()).isTrue();
        registration().registrarReleases();
        assertThat(engine.registrations()).hasSize(2);
    }

    @Test
    void theDefaultIsTheOneChosenWhileItIsEnabledElseTheFirst() throws ConfigurationException {
        SettingsObject alice = stored(ALICE);
        SettingsObject bob = stored("bob@example.org");
        settings.general().set(GeneralSettings.DEFAULT_ACCOUNT, "bob@example.org");
        settings.general().save();
        manager.start(settings);
        assertThat(manager.defaultAccount()).contains(account("bob@example.org"));
        notifications.clear();

        bob.set(AccountSettings.ENABLED, false);
        bob.save();
        assertThat(manager.defaultAccount()).contains(account(ALICE));
        bob.set(AccountSettings.ENABLED, true);
        bob.save();
        manager.setDefaultAccount(ALICE);
        assertThat(settings.general().get(GeneralSettings.DEFAULT_ACCOUNT)).isEqualTo(ALICE);
        assertThat(manager.defaultAccount()).contains(account(ALICE));
        alice.delete();
        assertThat(manager.defaultAccount()).contains(account("bob@example.org"));
        bob.delete();
        assertThat(manager.defaultAccount()).isEmpty();
        List<AccountManagerNotification.DidChangeDefaultAccount> changes =
                notifications.of(AccountManagerNotification.DidChangeDefaultAccount.class);
        assertThat(changes).hasSize(5);
        assertThat(changes.get(0).oldAccount().id()).isEqualTo("bob@example.org");
        assertThat(changes.get(0).account().id()).isEqualTo(ALICE);
        assertThat(changes.get(0).sender()).isSameAs(manager);
        assertThat(changes.get(0).timestamp()).isEqualTo(threads.time().now());
        assertThat(changes.get(4).account()).isNull();
        assertThatThrownBy(() -> manager.setDefaultAccount("nobody@example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody@example.org");
    }

    @Test
    void accountsThatAreDisabledAreNotFound() throws ConfigurationException {
        manager.start(settings);
        SettingsObject alice = stored(ALICE);
        assertThat(manager.findAccount(SipUri.of("alice", "example.org"))).isPresent();
        alice.set(AccountSettings.ENABLED, false);
        alice.save();
        assertThat(manager.findAccount(SipUri.of("alice", "example.org"))).isEmpty();
    }

    @Test
    void removingAStoredAccountRemovesItsSettings() throws ConfigurationException {
        manager.start(settings);
        stored(ALICE);
        registration().registrarAccepts(Duration.ofSeconds(600));
        var removed = manager.remove(ALICE).toCompletableFuture();
        assertThat(settings.account(ALICE)).isEmpty();
        assertThat(removed).isNotDone();
        registration().registrarReleases();
        assertThat(removed).isCompleted();
        assertThat(notifications.of(AccountManagerNotification.DidRemoveAccount.class))
                .hasSize(1);
    }

    @Test
    void stoppingEndsItsAccountsAndKeepsTheirSettings() throws ConfigurationException {
        manager.start(settings);
        stored(ALICE);
        Account own = manager.add(new AccountOptions(SipUri.of("own", "example.org"), null, null, null, false));
        registration().registrarAccepts(Duration.ofSeconds(600));
        var stopped = manager.stop().toCompletableFuture();
        registration().registrarReleases();
        assertThat(stopped).isCompleted();
        assertThat(manager.accounts()).containsExactly(own);
        assertThat(settings.account(ALICE)).isPresent();
        stored("bob@example.org");
        assertThat(manager.accounts()).as("it follows no more").containsExactly(own);
        manager.start(settings);
        assertThat(manager.accounts())
                .extracting(Account::id)
                .containsExactly("own@example.org", ALICE, "bob@example.org");
    }

    @Test
    void settingsOfAnotherFileDoNotMatter() throws ConfigurationException {
        manager.start(settings);
        Settings others = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        others.addAccount(SipAddress.parse(ALICE));
        others.general().set(GeneralSettings.DEFAULT_ACCOUNT, ALICE);
        others.general().save();
        assertThat(manager.accounts()).isEmpty();
    }

    @Test
    void anIdThatTheApplicationHasTakenIsNotUsed() throws ConfigurationException {
        manager.add(new AccountOptions(SipUri.of("alice", "example.org"), null, null, null, false));
        stored(ALICE);
        manager.start(settings);
        assertThat(manager.accounts()).hasSize(1);
        assertThat(account(ALICE).settingsObject()).isEmpty();
    }
}
