/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.testing.peers.FreePorts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls to a host that is known by IPv6 and by IPv4, the first of which leads nowhere: they go on by the other one, and announce
 * their media there.
 */
class RouteFamilyIT {
    private LocalPhone phone;

    @BeforeEach
    void start() throws Exception {
        phone = new LocalPhone(null, SessionTimers.DEFAULT).inANearNetwork();
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    private void callGoesOnBy(InetAddress working, Route dead, Transport transport) throws Exception {
        MediaStream audio = phone.audio();
        TestCall out = phone.call(List.of(dead, new Route(working, phone.port(transport), transport)), audio);
        TestCall in = phone.awaitCall();
        in.accept();
        in.await(SessionNotification.DidStart.class);
        assertThat(out.await(SessionNotification.DidStart.class).streams()).containsExactly(audio);
        assertThat(out.session.localAddress()).contains(working);
        assertThat(in.session.localAddress()).contains(working);
        RtpInformation heard =
                in.session.streams().get(0).facet(RtpInformation.class).orElseThrow();
        // which of this host's addresses it is, is for the sockets to say
        assertThat(heard.remoteRtpAddressInSdp().orElseThrow().getAddress()).hasSameClassAs(working);
        in.end();
        out.await(SessionNotification.DidEnd.class);
    }

    @ParameterizedTest
    @CsvSource({"TCP, ::1, 127.0.0.1", "TCP, 127.0.0.1, ::1"})
    void aRouteThatRefusesGivesWayToTheOtherFamily(Transport transport, String first, String second) throws Exception {
        callGoesOnBy(address(second), new Route(address(first), FreePorts.next(), transport), transport);
    }

    @Test
    void aSilentRouteGivesWayToTheOtherFamily() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, address("::1"))) {
            callGoesOnBy(
                    address("127.0.0.1"),
                    new Route(address("::1"), silent.getLocalPort(), Transport.UDP),
                    Transport.UDP);
        }
    }
}
