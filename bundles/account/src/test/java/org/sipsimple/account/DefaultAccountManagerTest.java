/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.net.InetAddress;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DefaultAccountManagerTest {
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InlineThreads threads = new InlineThreads();
    private final DefaultAccountManager manager = new DefaultAccountManager(new AccountServices(
            new FakeEngine(notifications, threads.scheduler()),
            new FakeLookup(),
            notifications,
            threads,
            new Random(7)));

    private Account add(String address) {
        return manager.add(new AccountOptions(SipUri.parseLenient(address), null, null, null, false));
    }

    private static Route route(Transport transport) {
        return new Route(InetAddress.getLoopbackAddress(), 5060, transport);
    }

    @Test
    void theFirstAccountIsTheDefault() {
        assertThat(manager.defaultAccount()).isEmpty();
        Account alice = add("alice@example.org");
        Account bob = add("bob@example.org");
        assertThat(manager.accounts()).containsExactly(alice, bob);
        assertThat(manager.defaultAccount()).contains(alice);
        assertThat(manager.account("bob@example.org")).contains(bob);
        manager.remove("alice@example.org");
        manager.remove("nobody@example.org");
        assertThat(manager.defaultAccount()).contains(bob);
        manager.close();
        assertThat(manager.accounts()).isEmpty();
    }

    @Test
    void refusesAnIdTwiceAndAnAddressWithoutUser() {
        add("alice@example.org");
        assertThatThrownBy(() -> add("alice@example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alice@example.org");
        assertThatThrownBy(
                        () -> manager.add(new AccountOptions(SipUri.of(null, "example.org"), null, null, null, false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsAccountsByContactThenByAddressThenByUser() {
        Account one = add("alice@one.example");
        Account two = add("alice@two.example");
        SipUri contact = two.contact(route(Transport.UDP)).uri();
        assertThat(manager.findAccount(contact)).contains(two);
        assertThat(manager.findAccount(SipUri.of("alice", "TWO.example"))).contains(two);
        assertThat(manager.findAccount(SipUri.of("alice", "127.0.0.1"))).contains(one);
        assertThat(manager.findAccount(SipUri.of("bob", "one.example"))).isEmpty();
        assertThat(manager.findAccount(SipUri.of(null, "one.example"))).isEmpty();
    }

    @Test
    void anAccountIsWhatItsOptionsSay() {
        Credentials credentials = Credentials.of("alice", "secret");
        SipUri proxy = SipUri.of(null, "proxy.example.org");
        Account account =
                manager.add(new AccountOptions(SipUri.of("alice", "example.org"), "Alice", credentials, proxy, false));
        assertThat(account.id()).isEqualTo("alice@example.org");
        assertThat(account.uri()).isEqualTo(SipUri.of("alice", "example.org"));
        assertThat(account.identity().displayName()).isEqualTo("Alice");
        assertThat(account.identity().uri()).isEqualTo(account.uri());
        assertThat(account.credentials()).contains(credentials);
        assertThat(account.outboundProxy()).contains(proxy);
        assertThat(account.settings().get(new SettingKey<>("rtp.timeout", Integer.class, 30)))
                .isEqualTo(30);
        assertThat(account.toString()).doesNotContain("secret");
    }

    @Test
    void contactsHaveARandomUserAndTheTransport() {
        Account account = add("alice@example.org");
        SipUri udp = account.contact(route(Transport.UDP)).uri();
        SipUri tls = account.contact(route(Transport.TLS)).uri();
        assertThat(udp.user()).matches("[a-z]{8}");
        assertThat(udp.transport()).isEmpty();
        assertThat(udp.port()).isEqualTo(5060);
        assertThat(tls.transport()).contains(Transport.TLS);
        assertThat(tls.user()).isEqualTo(udp.user());
        assertThat(add("bob@example.org").contact(route(Transport.UDP)).uri().user())
                .isNotEqualTo(udp.user());
    }
}
