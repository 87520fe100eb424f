/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Dns;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.NaptrRecord;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.lookup.SrvRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers other than SIP proxies, and the plain questions of other parts. */
class ServicesTest {
    @RegisterExtension
    static final Bind BIND = new Bind();

    private Fixture fixture;
    private Lookup lookup;
    private Dns dns;

    @BeforeEach
    void open() {
        fixture = new Fixture(Fixture.plain(BIND.address()));
        lookup = fixture.services.lookup();
        dns = fixture.services.dns();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    private static <T> T await(CompletionStage<T> stage) throws LookupException {
        return Fixture.await(stage);
    }

    @Test
    void serviceIsFoundBySrvRecords() throws Exception {
        assertThat(await(lookup.lookupService("test.example", ServiceKind.STUN)))
                .containsExactly(new ServiceAddress("stun.test.example", address("192.0.2.20"), 13478));
        assertThat(await(lookup.lookupService("test.example", ServiceKind.MSRP_RELAY)))
                .containsExactly(new ServiceAddress("relay.test.example", address("192.0.2.21"), 12855));
    }

    @Test
    void serviceWithoutSrvIsTheDomainsAddressAndTheDefaultPort() throws Exception {
        assertThat(await(lookup.lookupService("ip4.test.example", ServiceKind.STUN)))
                .containsExactly(new ServiceAddress("ip4.test.example", address("192.0.2.4"), 3478));
        assertThat(await(lookup.lookupService("ip4.test.example", ServiceKind.MSRP_RELAY)))
                .containsExactly(new ServiceAddress("ip4.test.example", address("192.0.2.4"), 2855));
        assertThat(await(lookup.lookupService("192.0.2.8", ServiceKind.TURNS)))
                .containsExactly(new ServiceAddress("192.0.2.8", address("192.0.2.8"), 5349));
    }

    @Test
    void serviceThatTheDomainSaysItDoesNotHaveIsNotFound() {
        assertThatThrownBy(() -> await(lookup.lookupService("not-here.test.example", ServiceKind.STUN)))
                .isInstanceOf(LookupException.NotFound.class);
    }

    @Test
    void xcapRootsAreTheHttpUrisAmongTheTexts() throws LookupException {
        assertThat(await(lookup.lookupXcapServer("test.example")))
                .containsExactlyInAnyOrder(
                        URI.create("https://xcap.test.example/xcap-root"),
                        URI.create("http://xcap.test.example:8080/xcap-root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-roots.test.example", "no-such-host.test.example"})
    void domainWithoutXcapRootIsNotFound(String domain) {
        assertThatThrownBy(() -> await(lookup.lookupXcapServer(domain))).isInstanceOf(LookupException.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "..", "user@domain"})
    void domainsThatAreNoNamesAreRefused(String domain) {
        assertThatThrownBy(() -> await(lookup.lookupXcapServer(domain)))
                .isInstanceOf(LookupException.Unsupported.class);
        assertThatThrownBy(() -> await(lookup.lookupService(domain, ServiceKind.STUN)))
                .isInstanceOf(LookupException.Unsupported.class);
        assertThatThrownBy(() -> await(dns.addresses(domain, Fixture.OPTIONS)))
                .isInstanceOf(LookupException.Unsupported.class);
    }

    @Test
    void plainQuestionsGetPlainAnswers() throws Exception {
        assertThat(await(dns.addresses("several.test.example.", Fixture.OPTIONS)))
                .containsExactlyInAnyOrder(address("192.0.2.31"), address("192.0.2.32"), address("192.0.2.33"));
        assertThat(await(dns.addresses("[2001:db8::1]", Fixture.OPTIONS))).containsExactly(address("2001:db8::1"));
        assertThat(await(dns.services("_sip._udp.priorities.test.example", Fixture.OPTIONS)))
                .containsExactly(
                        new SrvRecord(10, 50, 15001, "ip4.test.example"),
                        new SrvRecord(20, 50, 15002, "ip4.test.example"),
                        new SrvRecord(30, 50, 15003, "ip4.test.example"));
        assertThat(await(dns.pointers("naptr-regexp.test.example", Fixture.OPTIONS)))
                .containsExactly(new NaptrRecord(10, 50, "u", "SIP+D2U", "!^.*$!sip:x@y!", ""));
        assertThat(await(dns.texts("xcap.no-roots.test.example", Fixture.OPTIONS)))
                .containsExactly("v=spf1 -all");
        assertThatThrownBy(() -> await(dns.services("_sip._udp.not-here.test.example", Fixture.OPTIONS)))
                .isInstanceOf(LookupException.NotFound.class);
    }

    @Test
    void plainQuestionsAreTracedButPostNoEnd() throws LookupException {
        await(dns.texts("xcap.test.example", Fixture.OPTIONS));
        assertThat(fixture.notifications.names()).containsExactly("DNSLookupTrace");
    }

    @Test
    void telephoneNumbersBecomeSipAddressesInTheirOrder() throws LookupException {
        assertThat(await(dns.enumUris("+31 20 555-0100", Fixture.OPTIONS)))
                .containsExactly(URI.create("sip:bob@test.example"), URI.create("sip:carol@test.example"));
        assertThat(await(dns.enumUris("+31205550101", Fixture.OPTIONS)))
                .containsExactly(URI.create("sip:205550101@test.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+31205550102", "+31205550199"})
    void numbersWithoutUsableRulesAreNotFound(String number) {
        assertThatThrownBy(() -> await(dns.enumUris(number, Fixture.OPTIONS)))
                .isInstanceOf(LookupException.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "bob", "+1234567890123456"})
    void textsThatAreNoNumbersAreRefused(String number) {
        assertThatThrownBy(() -> await(dns.enumUris(number, Fixture.OPTIONS)))
                .isInstanceOf(LookupException.Unsupported.class);
    }
}
