/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.account.ContactUris;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeRegistration;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

/** Where an account can be reached, by what its registrar says. */
class RegisteredContactsTest {
    private static final SipUri ALICE = SipUri.of("alice", "example.org");
    private static final Route FIRST = new Route(InetAddress.getLoopbackAddress(), 5061, Transport.TCP);

    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    private final FakeLookup lookup = new FakeLookup();
    private final DefaultAccountManager manager =
            new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));

    @BeforeEach
    void oneRoute() {
        lookup.answers(FIRST);
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

    @Test
    void contactsByTransportAreIpv6WhereThereIsNoIpv4() {
        ContactUris contacts = alice().contacts();
        assertThat(contacts.uri(ContactType.NO_GRUU, Transport.UDP)
                        .orElseThrow()
                        .host())
                .isEqualTo("127.0.0.1");
        engine.loseIpv4();
        assertThat(contacts.uri(ContactType.NO_GRUU, Transport.UDP)
                        .orElseThrow()
                        .host())
                .isEqualTo("0:0:0:0:0:0:0:1");
    }

    @Test
    void contactsAreTheGruusThatTheRegistrarGives() {
        Account account = alice();
        ContactUris contacts = account.contacts();
        SipUri local = contacts.uri(ContactType.NO_GRUU, FIRST).orElseThrow();
        assertThat(contacts.username()).matches("[a-z]{8}");
        assertThat(local)
                .isEqualTo(SipUri.of(contacts.username(), "127.0.0.1")
                        .withPort(5060)
                        .withTransport(Transport.TCP));
        assertThat(contacts.uri(ContactType.PUBLIC_GRUU, FIRST)).isEmpty();
        assertThat(contacts.uri(ContactType.TEMPORARY_GRUU, Transport.UDP)).isEmpty();
        assertThat(contacts.uri(ContactType.PUBLIC_GRUU_IF_AVAILABLE, FIRST)).contains(local);
        assertThat(contacts.uri(ContactType.TEMPORARY_GRUU_IF_AVAILABLE, FIRST)).contains(local);
        assertThat(account.contact(FIRST).uri()).isEqualTo(local);

        ContactHeader bound = registration()
                .last()
                .contact()
                .withParameter("pub-gruu", "sip:alice@example.org;gr=abc")
                .withParameter("temp-gruu", "sip:xyz@example.org;gr");
        registration().registrarAccepts(Duration.ofSeconds(600), List.of(ContactHeader.of(ALICE), bound));
        SipUri gruu = SipUri.parse("sip:alice@example.org;gr=abc");
        assertThat(contacts.uri(ContactType.PUBLIC_GRUU, FIRST)).contains(gruu);
        assertThat(contacts.uri(ContactType.PUBLIC_GRUU_IF_AVAILABLE, Transport.UDP))
                .contains(gruu);
        assertThat(contacts.uri(ContactType.TEMPORARY_GRUU, FIRST)).contains(SipUri.parse("sip:xyz@example.org;gr"));
        assertThat(contacts.uri(ContactType.TEMPORARY_GRUU_IF_AVAILABLE, FIRST)
                        .orElseThrow()
                        .user())
                .isEqualTo("xyz");
        assertThat(contacts.uri(ContactType.NO_GRUU, FIRST)).contains(local);
        assertThat(account.contact(FIRST).uri()).isEqualTo(gruu);
        assertThat(manager.findAccount(gruu)).contains(account);

        registration().expiresSoon(Duration.ofSeconds(30));
        assertThat(registration().last().contact().uri())
                .as("never a GRUU in a REGISTER")
                .isEqualTo(local);
        registration().expires();
        assertThat(contacts.uri(ContactType.PUBLIC_GRUU, FIRST)).isEmpty();
    }

    @Test
    void registersTheAddressThatTheRegistrarSees() {
        alice();
        SipUri local = registration().last().contact().uri();
        engine.seenAt(FIRST, new InetSocketAddress("192.0.2.7", 4000));
        registration().registrarAccepts(Duration.ofSeconds(300));
        assertThat(notifications.of(AccountNotification.RegistrationDidSucceed.class))
                .as("not with an address that nobody can reach")
                .isEmpty();
        SipUri seen = local.withHost("192.0.2.7").withPort(4000);
        assertThat(registration().requests()).hasSize(2);
        assertThat(registration().last().contact().uri()).isEqualTo(seen);
        assertThat(registration().last().route()).isEqualTo(FIRST);
        assertThat(registration().last().removal()).isFalse();

        engine.seenAt(FIRST, new InetSocketAddress("192.0.2.7", 4001));
        registration().registrarAccepts(Duration.ofSeconds(300));
        assertThat(registration().requests())
                .as("a translator that gives another one each time is not run after")
                .hasSize(2);
        assertThat(only(AccountNotification.RegistrationDidSucceed.class)
                        .contact()
                        .uri())
                .isEqualTo(seen);

        registration().expiresSoon(Duration.ofSeconds(30));
        assertThat(registration().last().contact().uri().port()).isEqualTo(4001);
        registration().registrarAccepts(Duration.ofSeconds(300));
        assertThat(registration().requests()).hasSize(3);
    }

    @Test
    void contactsForPeersBeyondTheLocalNetworkAreWhereTheRegistrarSeesUs() throws UnknownHostException {
        Account account = alice();
        ContactUris contacts = account.contacts();
        Route far = new Route(InetAddress.getByName("203.0.113.9"), 5060, Transport.TCP);
        Route near = new Route(InetAddress.getByName("127.0.0.9"), 5060, Transport.TCP);
        engine.seenAt(FIRST, new InetSocketAddress("192.0.2.7", 4000));
        assertThat(contacts.uri(ContactType.NO_GRUU, far).orElseThrow().host())
                .as("before it is registered")
                .isEqualTo("127.0.0.1");
        registration().registrarAccepts(Duration.ofSeconds(300));
        registration().registrarAccepts(Duration.ofSeconds(300));
        assertThat(account.contact(FIRST).uri().hostPort()).isEqualTo("192.0.2.7:4000");
        assertThat(account.contact(far).uri().hostPort()).isEqualTo("192.0.2.7:4000");
        assertThat(contacts.uri(ContactType.NO_GRUU, Transport.TCP)
                        .orElseThrow()
                        .hostPort())
                .isEqualTo("192.0.2.7:4000");
        assertThat(account.contact(near).uri().hostPort()).isEqualTo("127.0.0.1:5060");
        assertThat(contacts.uri(ContactType.NO_GRUU, Transport.UDP)
                        .orElseThrow()
                        .host())
                .as("by another transport")
                .isEqualTo("127.0.0.1");
        engine.seenAt(far, new InetSocketAddress("198.51.100.1", 5));
        assertThat(account.contact(far).uri().hostPort())
                .as("what a peer says of itself counts more")
                .isEqualTo("198.51.100.1:5");
    }
}
