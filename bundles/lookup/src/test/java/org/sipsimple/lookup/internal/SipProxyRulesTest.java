/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.sipsimple.api.lookup.AddressPreference;
import org.sipsimple.api.lookup.LookupException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipsimple.api.sip.Transport.TCP;
import static org.sipsimple.api.sip.Transport.TLS;
import static org.sipsimple.api.sip.Transport.UDP;

/** The branches of RFC 3263 sections 4.1 and 4.2 and of RFC 2782, each with a zone of its own. */
class SipProxyRulesTest {
    @RegisterExtension
    static final Bind BIND = new Bind();

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = new Fixture(Fixture.plain(BIND.address()));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    // ---- 4.1, the transport is given

    @Test
    void transportParameterBindsTheChoiceAndNeedsNoNaptr() throws LookupException {
        assertThat(fixture.found("sip:srv-only.test.example;transport=tcp")).containsExactly("192.0.2.10:15060 tcp");
        assertThat(fixture.found("sip:srv-only.test.example;transport=udp")).containsExactly("192.0.2.10:15062 udp");
        assertThat(fixture.found("sip:srv-only.test.example;transport=TLS")).containsExactly("192.0.2.10:15061 tls");
        assertThat(BIND.queries()).noneMatch(line -> line.contains("srv-only.test.example IN NAPTR"));
    }

    @Test
    void secureUriWithTcpMeansTlsOverTcp() throws LookupException {
        assertThat(fixture.found("sips:test.example;transport=tcp")).containsExactly("192.0.2.10:15061 tls");
    }

    @Test
    void secureUriNeverGoesOverUdp() {
        assertThatThrownBy(() -> fixture.found("sips:test.example;transport=udp"))
                .isInstanceOf(LookupException.Unsupported.class);
    }

    @Test
    void transportThatIsOffOrUnknownIsRefusedWithoutAQuery() {
        int before = BIND.queries().size();
        assertThatThrownBy(() -> fixture.found("sip:test.example;transport=tcp", UDP))
                .isInstanceOf(LookupException.Unsupported.class)
                .hasMessageContaining("transport=tcp");
        assertThatThrownBy(() -> fixture.found("sip:test.example;transport=pigeon"))
                .isInstanceOf(LookupException.Unsupported.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> fixture.found("sips:test.example", UDP, TCP))
                .isInstanceOf(LookupException.Unsupported.class);
        assertThat(BIND.queries()).hasSize(before);
    }

    @Test
    void transportParameterWithoutSrvGivesTheAddressWithTheTransportsPort() throws LookupException {
        assertThat(fixture.found("sip:ip4.test.example;transport=tcp")).containsExactly("192.0.2.4:5060 tcp");
        assertThat(fixture.found("sip:ip4.test.example;transport=tls")).containsExactly("192.0.2.4:5061 tls");
    }

    // ---- 4.1, no transport: numeric host, port

    @Test
    void numericHostNeedsNoDns() throws LookupException {
        int before = BIND.queries().size();
        assertThat(fixture.found("sip:192.0.2.99")).containsExactly("192.0.2.99:5060 udp");
        assertThat(fixture.found("sip:192.0.2.99:5070")).containsExactly("192.0.2.99:5070 udp");
        assertThat(fixture.found("sips:192.0.2.99")).containsExactly("192.0.2.99:5061 tls");
        assertThat(fixture.found("sip:192.0.2.99;transport=tcp")).containsExactly("192.0.2.99:5060 tcp");
        assertThat(fixture.found("sip:[2001:db8::5]:5070")).containsExactly("[2001:db8:0:0:0:0:0:5]:5070 udp");
        assertThat(BIND.queries()).hasSize(before);
    }

    @Test
    void numericHostUsesTheFirstTransportThatIsOnWhenUdpIsOff() throws LookupException {
        assertThat(fixture.found("sip:192.0.2.99", TLS, TCP)).containsExactly("192.0.2.99:5061 tls");
    }

    @Test
    void portMeansAddressOnly() throws LookupException {
        assertThat(fixture.found("sip:test.example:5080")).containsExactly("192.0.2.1:5080 udp");
        assertThat(fixture.found("sips:test.example:5081")).containsExactly("192.0.2.1:5081 tls");
        assertThat(fixture.found("sip:test.example:5082;transport=tcp")).containsExactly("192.0.2.1:5082 tcp");
    }

    @Test
    void maddrTakesThePlaceOfTheHostButNotOfItsNameInCertificates() throws LookupException {
        assertThat(fixture.found("sip:elsewhere.invalid;maddr=192.0.2.77")).containsExactly("192.0.2.77:5060 udp");
        assertThat(fixture.routes("sips:elsewhere.invalid;maddr=naptr-sips-only.test.example"))
                .singleElement()
                .satisfies(route -> {
                    assertThat(route.port()).isEqualTo(15061);
                    assertThat(route.tlsName()).isEqualTo("elsewhere.invalid");
                });
    }

    // ---- 4.1, NAPTR

    @Test
    void naptrRecordsDecideInTheDomainsOrderNotTheCallers() throws LookupException {
        assertThat(fixture.found("sip:test.example", UDP, TCP, TLS))
                .containsExactly("192.0.2.10:15061 tls", "192.0.2.10:15060 tcp", "192.0.2.10:15062 udp");
    }

    @Test
    void naptrRecordsOfTransportsThatAreOffAreSkipped() throws LookupException {
        assertThat(fixture.found("sip:test.example", UDP)).containsExactly("192.0.2.10:15062 udp");
    }

    @Test
    void secureUriFollowsSecureNaptrRecordsOnly() throws LookupException {
        assertThat(fixture.found("sips:test.example")).containsExactly("192.0.2.10:15061 tls");
    }

    @Test
    void naptrOrderGoesBeforePreference() throws LookupException {
        assertThat(fixture.found("sip:naptr-order.test.example"))
                .containsExactly("192.0.2.10:15061 tls", "192.0.2.10:15060 tcp", "192.0.2.10:15062 udp");
    }

    @Test
    void naptrServicesThatAreNotOursAreSkipped() throws LookupException {
        assertThat(fixture.found("sip:naptr-skip.test.example")).containsExactly("192.0.2.10:15062 udp");
    }

    @Test
    void naptrFlagsAndServicesAreReadInAnyCase() throws LookupException {
        assertThat(fixture.found("sip:naptr-case.test.example")).containsExactly("192.0.2.10:15062 udp");
    }

    @Test
    void naptrMayPointToAHost() throws LookupException {
        assertThat(fixture.found("sip:naptr-address.test.example")).containsExactly("192.0.2.4:5060 tcp");
    }

    @Test
    void naptrMayLeadToAnotherDomainAndTheCertificateNameStays() throws LookupException {
        assertThat(fixture.routes("sip:bob@Naptr-Other-Domain.test.example."))
                .singleElement()
                .satisfies(route -> {
                    assertThat(route.address().getHostAddress()).isEqualTo("198.51.100.1");
                    assertThat(route.port()).isEqualTo(25061);
                    assertThat(route.tlsName()).isEqualTo("naptr-other-domain.test.example");
                });
    }

    // ---- 4.1, no NAPTR

    @Test
    void withoutNaptrEachTransportIsAskedForInTheCallersOrder() throws LookupException {
        assertThat(fixture.found("sip:srv-every.test.example", TCP, TLS, UDP))
                .containsExactly("192.0.2.10:15060 tcp", "192.0.2.10:15061 tls", "192.0.2.10:15062 udp");
    }

    @Test
    void withoutNaptrSecureUriIsAskedForTlsOnly() throws LookupException {
        assertThat(fixture.found("sips:srv-every.test.example")).containsExactly("192.0.2.10:15061 tls");
    }

    @Test
    void transportsWithoutSrvAreLeftOutWhenOthersHaveSome() throws LookupException {
        assertThat(fixture.found("sip:srv-tcp-only.test.example")).containsExactly("192.0.2.10:15060 tcp");
    }

    @Test
    void withoutNaptrAndSrvTheAddressIsUsedOverUdpOrTls() throws LookupException {
        assertThat(fixture.found("sip:ip4.test.example")).containsExactly("192.0.2.4:5060 udp");
        assertThat(fixture.found("sips:ip4.test.example")).containsExactly("192.0.2.4:5061 tls");
        assertThat(fixture.found("sip:ip4.test.example", TCP, TLS)).containsExactly("192.0.2.4:5060 tcp");
    }

    // ---- 4.2 and RFC 2782

    @Test
    void srvPrioritiesGoUp() throws LookupException {
        assertThat(fixture.found("sip:priorities.test.example"))
                .containsExactly("192.0.2.4:15001 udp", "192.0.2.4:15002 udp", "192.0.2.4:15003 udp");
    }

    @Test
    void srvTargetsOfOnePriorityAreAllThere() throws LookupException {
        assertThat(fixture.found("sip:weights.test.example"))
                .containsExactlyInAnyOrder(
                        "192.0.2.4:15001 udp", "192.0.2.4:15002 udp", "192.0.2.4:15003 udp", "192.0.2.4:15004 udp");
    }

    @Test
    void everyAddressOfATargetIsARoute() throws LookupException {
        assertThat(fixture.found("sip:several.test.example"))
                .containsExactlyInAnyOrder("192.0.2.31:15060 udp", "192.0.2.32:15060 udp", "192.0.2.33:15060 udp");
    }

    @Test
    void sameRouteByTwoNamesIsGivenOnce() throws LookupException {
        assertThat(fixture.found("sip:srv-same.test.example")).containsExactly("192.0.2.4:15060 udp");
    }

    @Test
    void targetOfRootMeansNotHereAndTheAddressIsNotTried() {
        assertThatThrownBy(() -> fixture.found("sip:not-here.test.example"))
                .isInstanceOf(LookupException.NotFound.class);
    }

    @Test
    void bothFamiliesOfATargetComeBeforeTheNextTarget() throws LookupException {
        try (Fixture dual = new Fixture(Fixture.plain(BIND.address()).withAddresses(AddressPreference.IPV4_FIRST))) {
            assertThat(dual.found("sip:srv-dual.test.example"))
                    .containsExactlyInAnyOrder(
                            "127.0.0.6:15060 udp", "[0:0:0:0:0:0:0:1]:15060 udp", "192.0.2.4:15060 udp")
                    .endsWith("192.0.2.4:15060 udp");
        }
    }

    @Test
    void hostWithIpv6OnlyIsFound() throws LookupException {
        try (Fixture dual = new Fixture(Fixture.plain(BIND.address()).withAddresses(AddressPreference.IPV6_FIRST))) {
            assertThat(dual.found("sip:ip6.test.example")).containsExactly("[2001:db8:0:0:0:0:0:7]:5060 udp");
        }
        assertThatThrownBy(() -> fixture.found("sip:ip6.test.example")).isInstanceOf(LookupException.NotFound.class);
    }
}
