/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 3581 from the side of the client. */
class PublicAddressesTest {
    private static final InetSocketAddress PEER = address("203.0.113.5:5060");

    private InetSocketAddress own = address("10.0.0.2:5062");
    private final PublicAddresses addresses = new PublicAddresses((transport, peer) -> own);

    private static InetSocketAddress address(String text) {
        return Addresses.parse(text);
    }

    private void answer(Transport transport, InetSocketAddress peer, String via) {
        byte[] raw =
                ("SIP/2.0 200 OK\r\nVia: " + via + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        addresses.learn(SipMessage.parse(raw), transport, peer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UDP | ;received=192.0.2.7;rport=4000         | 192.0.2.7:4000",
                "UDP | ;received=192.0.2.7;rport              | 192.0.2.7:5062",
                "UDP | ;received=192.0.2.7;rport=0            | 192.0.2.7:5062",
                "UDP | ;rport=4000                            | 10.0.0.2:4000",
                "UDP | ;rport=5062;received=10.0.0.2          | 10.0.0.2:5062",
                "UDP | ''                                     | 10.0.0.2:5062",
                "UDP | ;received=2001:db8::7;rport=4000       | [2001:db8::7]:4000",
                "UDP | ;received=[2001:db8::7];rport=4000     | [2001:db8::7]:4000",
                "UDP | ;received=host.example;rport=4000      | 10.0.0.2:4000",
                "UDP | ;received=1.2.3.999;rport=4000         | 10.0.0.2:4000",
                "UDP | ;received=0.0.0.0;rport=5062           | 10.0.0.2:5062",
                "UDP | ;received=224.0.0.1;rport=5062         | 10.0.0.2:5062",
                "TCP | ;received=192.0.2.7;rport=4000         | 192.0.2.7:4000",
                "TCP | ;received=10.0.0.2;rport=40000         | 10.0.0.2:5062",
                "TLS | ;rport=40000                           | 10.0.0.2:5062"
            })
    void isWhatTheTopmostViaSays(Transport transport, String parameters, String seen) {
        answer(transport, PEER, "SIP/2.0/" + transport + " 10.0.0.2:5062;branch=z9hG4bK1" + parameters);
        assertThat(addresses.of(transport, PEER)).contains(address(seen));
    }

    @Test
    void isUnknownUntilThePeerHasAnsweredAndAfterOursHasChanged() {
        assertThat(addresses.of(Transport.UDP, PEER)).isEmpty();
        answer(Transport.UDP, PEER, "SIP/2.0/UDP h;received=192.0.2.7;rport=4000");
        assertThat(addresses.of(Transport.TCP, PEER)).isEmpty();
        own = address("10.0.0.3:5062");
        assertThat(addresses.of(Transport.UDP, PEER)).isEmpty();
    }

    @Test
    void countsForThePeerThatSaysItAlone() {
        answer(Transport.UDP, PEER, "SIP/2.0/UDP h;received=192.0.2.7;rport=4000");
        answer(Transport.UDP, address("203.0.113.66:5060"), "SIP/2.0/UDP h;received=198.51.100.66;rport=666");
        assertThat(addresses.of(Transport.UDP, PEER)).contains(address("192.0.2.7:4000"));
    }

    @Test
    void theLastAnswerCounts() {
        answer(Transport.UDP, PEER, "SIP/2.0/UDP h;received=192.0.2.7;rport=4000");
        answer(Transport.UDP, PEER, "SIP/2.0/UDP h;received=192.0.2.7;rport=4001, SIP/2.0/UDP h;received=192.0.2.9");
        assertThat(addresses.of(Transport.UDP, PEER)).contains(address("192.0.2.7:4001"));
        answer(Transport.UDP, PEER, "nonsense");
        assertThat(addresses.of(Transport.UDP, PEER)).isEmpty();
    }

    @Test
    void remembersSoManyPeersAndNoMore() {
        for (int i = 0; i < 300; i++) {
            answer(Transport.UDP, address("203.0.113.5:" + (1000 + i)), "SIP/2.0/UDP h;rport=4000");
        }
        assertThat(addresses.of(Transport.UDP, address("203.0.113.5:1000"))).isEmpty();
        assertThat(addresses.of(Transport.UDP, address("203.0.113.5:1299"))).isPresent();
    }

    @Test
    void aCallTellsItToo() {
        InvitationFixture fixture = new InvitationFixture();
        fixture.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        fixture.provisional(180);
        InetSocketAddress peer = address(InvitationFixture.PEER);
        assertThat(fixture.publicAddresses.of(Transport.UDP, peer)).contains(address("127.0.0.1:5060"));
        byte[] raw = Messages.response(200, "OK", "INVITE", "", Messages.ANSWER);
        String text = new String(raw, StandardCharsets.UTF_8).replace("branch=z9hG4bK1", "received=192.0.2.7;rport=4");
        fixture.nativeState(4, 200, "OK", text.getBytes(StandardCharsets.UTF_8));
        assertThat(fixture.publicAddresses.of(Transport.UDP, peer)).contains(address("192.0.2.7:4"));
    }
}
