/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LookupValuesTest {
    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @Test
    void routeMakesAUriForARouteHeader() throws UnknownHostException {
        assertThat(new Route(address("192.0.2.1"), 1234, Transport.TLS).uri())
                .isEqualTo(SipUri.parse("sip:192.0.2.1:1234;transport=tls"));
        assertThat(new Route(address("2001:db8::1"), 5060, Transport.UDP).uri())
                .hasToString("sip:[2001:db8:0:0:0:0:0:1]:5060;transport=udp");
    }

    @Test
    void routeWithoutAPortUsesThatOfTheTransport() throws UnknownHostException {
        assertThat(new Route(address("192.0.2.1"), Transport.TCP).port()).isEqualTo(5060);
        assertThat(new Route(address("192.0.2.1"), Transport.TLS).port()).isEqualTo(5061);
        assertThat(new Route(address("192.0.2.1"), Transport.TLS).tlsName()).isNull();
    }

    @Test
    void routeIsShownWithItsCertificateName() throws UnknownHostException {
        assertThat(new Route(address("::1"), 5061, Transport.TLS, "example.com"))
                .hasToString("[0:0:0:0:0:0:0:1]:5061 tls (example.com)");
        assertThat(new Route(address("192.0.2.1"), Transport.UDP)).hasToString("192.0.2.1:5060 udp");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void portsOutOfRangeAreRefused(int port) throws UnknownHostException {
        InetAddress address = address("192.0.2.1");
        assertThatThrownBy(() -> new Route(address, port, Transport.UDP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceAddress("example.com", address, port))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsHaveTheTimesOfTheSeedAndRefuseNone() {
        assertThat(LookupOptions.DEFAULT.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(LookupOptions.DEFAULT.lifetime()).isEqualTo(Duration.ofSeconds(15));
        assertThatThrownBy(() -> LookupOptions.DEFAULT.withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> LookupOptions.DEFAULT.withLifetime(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lifetime");
    }

    @Test
    void kindsOfServersHaveTheSeedsWords() {
        assertThat(ServiceKind.STUN.label()).isEqualTo("stun");
        assertThat(ServiceKind.MSRP_RELAY.label()).isEqualTo("msrprelay");
        assertThat(ServiceKind.MSRP_RELAY.srvPrefix()).isEqualTo("_msrps._tcp");
        assertThat(ServiceKind.MSRP_RELAY.defaultPort()).isEqualTo(2855);
    }
}
