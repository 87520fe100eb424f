/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1:53",
        "192.0.2.1:5353, 192.0.2.1:5353",
        "' 192.0.2.1 ', 192.0.2.1:53",
        "2001:db8::1, [2001:db8:0:0:0:0:0:1]:53",
        "[2001:db8::1], [2001:db8:0:0:0:0:0:1]:53",
        "[2001:db8::1]:5353, [2001:db8:0:0:0:0:0:1]:5353"
    })
    void readsNameservers(String text, String expected) {
        assertThat(Addresses.nameserver(text)).map(Addresses::text).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ns.example.com", "192.0.2", "192.0.2.1:", "192.0.2.1:99999", "192.0.2.256", "[::1", "::1::2"
            })
    void refusesWhatIsNoNameserver(String text) {
        assertThat(Addresses.nameserver(text)).isEmpty();
    }

    @Test
    void addressesWithoutAnIpAreShownByName() {
        assertThat(Addresses.text(InetSocketAddress.createUnresolved("ns.example.com", 53)))
                .isEqualTo("ns.example.com:53");
    }

    @Test
    void hostNamesOutsideAsciiBecomePunycode() {
        assertThat(HostNames.parse("b\u00fccher.example")).contains(Name.fromConstantString("xn--bcher-kva.example."));
        assertThat(HostNames.parse("_sip._udp.example.")).contains(Name.fromConstantString("_sip._udp.example."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a b", "a\\046b", "a..b", "a/b"})
    void refusesWhatIsNoHostName(String text) {
        assertThat(HostNames.parse(text)).isEmpty();
    }
}
