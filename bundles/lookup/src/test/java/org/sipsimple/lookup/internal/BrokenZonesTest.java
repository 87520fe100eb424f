/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes of domains whose records are wrong. */
class BrokenZonesTest {
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

    @Test
    void naptrThatLeadsNowhereIsAsNone() throws LookupException {
        assertThat(fixture.found("sip:naptr-nowhere.test.example")).containsExactly("192.0.2.40:5060 udp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"naptr-to-void", "naptr-dot", "naptr-regexp", "naptr-foreign"})
    void uselessNaptrWithNothingElseIsNotFound(String host) {
        assertNotFound("sip:" + host + ".test.example");
    }

    @Test
    void srvTargetsThatDoNotExistAreSkipped() throws LookupException {
        assertThat(fixture.found("sip:srv-dead-first.test.example")).containsExactly("192.0.2.4:15060 udp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv-dead", "srv-no-address", "srv-loop", "srv-port-0"})
    void srvWithoutAnyUsableTargetIsNotFoundAndTheDomainsAddressNotTried(String host) {
        assertNotFound("sip:" + host + ".test.example");
    }

    @Test
    void srvTargetThatIsAnAliasIsFollowed() throws LookupException {
        assertThat(fixture.found("sip:srv-alias.test.example")).containsExactly("192.0.2.4:15060 udp");
    }

    @Test
    void srvTargetThatIsAnAddressIsTakenAsMeant() throws LookupException {
        assertThat(fixture.found("sip:srv-literal.test.example")).containsExactly("192.0.2.42:15060 udp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop-a", "self"})
    void aliasesThatNeverEndAreNotFoundAndTheTraceSaysWhy(String host) {
        assertNotFound("sip:" + host + ".test.example");
        assertThat(fixture.notifications.of(LookupNotification.Trace.class))
                .extracting(LookupNotification.Trace::error)
                .filteredOn(Objects::nonNull)
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).contains("never end"));
    }

    @Test
    void aliasesAreFollowedIntoOtherDomains() throws LookupException {
        assertThat(fixture.found("sip:chain0.test.example")).containsExactly("192.0.2.50:5060 udp");
        assertThat(fixture.found("sip:away.test.example")).containsExactly("198.51.100.1:5060 udp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-host.test.example",
                "alias-nowhere.test.example",
                "no-address.test.example",
                "www.invalid"
            })
    void namesWithoutAddressAreNotFound(String host) {
        assertNotFound("sip:" + host);
    }

    @Test
    void answersThatDoNotFitADatagramComeOverTcp() throws LookupException {
        List<String> found = fixture.found("sip:big.test.example", Transport.UDP);
        assertThat(found).hasSize(60).startsWith("192.0.2.101:20001 udp").endsWith("192.0.2.160:20060 udp");
        assertThat(BIND.queries())
                .anyMatch(line -> line.matches(".*_sip\\._udp\\.big\\.test\\.example IN SRV \\+\\S*T.*"));
    }

    @Test
    void nameserverWithoutTheZonesDataIsUnavailableNotNotFound() {
        assertThatThrownBy(() -> fixture.found("sip:x.broken.example"))
                .isInstanceOf(LookupException.Unavailable.class)
                .hasMessageContaining("SERVFAIL");
    }

    @Test
    void domainOfALameNameserverIsUnavailable() {
        assertThatThrownBy(() -> fixture.found("sip:x.lame.test.example"))
                .isInstanceOf(LookupException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg.example"})
    void hostsThatAreNoNamesAreRefused(String host) {
        assertThatThrownBy(() -> fixture.found("sip:" + host)).isInstanceOf(LookupException.Unsupported.class);
    }

    private void assertNotFound(String uri) {
        assertThatThrownBy(() -> fixture.found(uri)).isInstanceOf(LookupException.NotFound.class);
    }
}
