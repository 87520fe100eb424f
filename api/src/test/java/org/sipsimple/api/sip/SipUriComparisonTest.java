/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 3261 section 19.1.4, its examples among the cases, and RFC 5954 for addresses. */
class SipUriComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "sip:%61lice@atlanta.com;transport=TCP sip:alice@AtlanTa.CoM;Transport=tcp",
                "sip:carol@chicago.com sip:carol@chicago.com;newparam=5",
                "sip:carol@chicago.com sip:carol@chicago.com;security=on",
                "sip:carol@chicago.com;newparam=5 sip:carol@chicago.com;security=on",
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent sip:alice@atlanta.com?priority=urgent&subject=project%20x",
                "sip:[2001:db8::1]:5060 sip:[2001:DB8:0:0:0:0:0:1]:5060",
                "sip:[::ffff:192.0.2.128] sip:[::ffff:c000:280]"
            })
    void equivalent(String first, String second) {
        assertThat(SipUri.parse(first).matches(SipUri.parse(second))).isTrue();
        assertThat(SipUri.parse(second).matches(SipUri.parse(first))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "sip:ALICE@AtLanTa.CoM;Transport=udp sip:alice@AtLanTa.CoM;Transport=UDP",
                "sip:bob@biloxi.com sip:bob@biloxi.com:5060",
                "sip:bob@biloxi.com sip:bob@biloxi.com;transport=udp",
                "sip:bob@biloxi.com sip:bob@biloxi.com;user=phone",
                "sip:bob@biloxi.com sip:bob@biloxi.com;ttl=1",
                "sip:bob@biloxi.com sip:bob@biloxi.com;method=BYE",
                "sip:bob@biloxi.com sip:bob@biloxi.com;maddr=192.0.2.1",
                "sip:bob@biloxi.com sip:bob@biloxi.com:6000;transport=tcp",
                "sip:carol@chicago.com sip:carol@chicago.com?Subject=next%20meeting",
                "sip:carol@chicago.com?a=b sip:carol@chicago.com?a=c",
                "sip:carol@chicago.com;security=on sip:carol@chicago.com;security=off",
                "sip:bob@phone21.boxesbybob.com sip:bob@192.0.2.4",
                "sip:bob@biloxi.com sips:bob@biloxi.com",
                "sip:bob:a@biloxi.com sip:bob:b@biloxi.com",
                "sip:bob@biloxi.com sip:biloxi.com",
                "sip:[2001:db8::1] sip:[2001:db8::2]"
            })
    void different(String first, String second) {
        assertThat(SipUri.parse(first).matches(SipUri.parse(second))).isFalse();
        assertThat(SipUri.parse(second).matches(SipUri.parse(first))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@example.org:54321;transport=tls, alice@example.org, true",
        "sip:alice@example.org;transport=tls, sips:alice@example.org, false",
        "sip:alice@example.org, sip:alice@example.org, true",
        "sips:alice@example.org, alice@example.org, true",
        "sip:alice@example.org, Alice@example.org, false",
        "sip:alice@example.org, alice@EXAMPLE.org, true",
        "sip:alice@example.org:5060, alice@example.org:5060, true",
        "sip:alice@example.org, alice@example.org:5060, false",
        "sip:alice@example.org;transport=TLS, alice@example.org;transport=tls, true",
        "sip:alice@example.org, alice@example.org;transport=tls, false",
        "sip:alice@example.org, alice@example.org?a=b, false",
        "sip:alice:pw@example.org, sip:alice:pw@example.org, true",
        "sip:alice@example.org, sip:alice:pw@example.org, false",
        "sip:alice@example.org, not an address, false",
        "sip:alice@example.org, tel:+123, false",
        "sip:alice@example.org, '', false"
    })
    void matchesAddressLooksOnlyAtWhatTheAddressNames(String uri, String address, boolean expected) {
        assertThat(SipUri.parse(uri).matchesAddress(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "::, true",
        "::1, true",
        "1::, true",
        "1:2:3:4:5:6:7:8, true",
        "1:2:3:4:5:6:192.0.2.1, true",
        "1::8, true",
        "::ffff:1.2.3.4, true",
        "fe80::abCD, true",
        ":, false",
        ":::, false",
        "1:, false",
        ":1, false",
        "1::2::3, false",
        "1:2:3:4:5:6:7:8:9, false",
        "1:2:3:4:5:6:7:8::, false",
        "12345::, false",
        "g::, false",
        "1:2:3:4:5:6:7:1.2.3.4, false",
        "::1.2.3, false",
        "::1.2.3.256, false",
        "::1.2.3.4.5, false",
        "::1.2.3.4:5, false",
        "fe80::1%eth0, false"
    })
    void knowsAnIpv6Address(String text, boolean expected) {
        assertThat(HostSyntax.ipv6(text) != null).isEqualTo(expected);
    }
}
