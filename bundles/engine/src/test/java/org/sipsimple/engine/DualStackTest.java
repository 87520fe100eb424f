/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.sip.Addresses;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** One engine that was given no address to bind to: it is reached by IPv4 and IPv6 at once. */
@Timeout(90)
class DualStackTest {
    private static EngineHarness harness;

    @TempDir
    Path directory;

    @BeforeAll
    static void start(@TempDir Path keys) throws Exception {
        harness = new EngineHarness();
        harness.start(EngineHarness.withAllTransports(EngineOptions.defaults(), keys));
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of("127.0.0.1", "::1")
                .flatMap(host -> Stream.of(Transport.values()).map(transport -> Arguments.of(transport, host)));
    }

    private static Route route(Transport transport, String host, int port) {
        return new Route(Addresses.literal(host), port, transport, transport == Transport.TLS ? "localhost" : null);
    }

    private static SdpSession sdp(String host, int port) {
        String family = host.equals("::1") ? "IN IP6 ::1" : "IN IP4 127.0.0.1";
        return SdpSession.parse(CallEnd.sdp(port, "sendrecv").toString().replace("IN IP4 127.0.0.1", family));
    }

    private static ContactHeader contact(Route route) {
        InetSocketAddress local = harness.engine.contactAddress(route);
        return ContactHeader.of(SipUri.of("alice", Addresses.text(local.getAddress()))
                .withPort(local.getPort())
                .withTransport(route.transport()));
    }

    private static CallEnd call(Transport transport, String host, int port) {
        Route route = route(transport, host, port);
        CallEnd caller = harness.newCall();
        caller.invite(
                SipUri.of("bob", host).withPort(port).withTransport(transport),
                route,
                contact(route),
                sdp(host, 40_000),
                null,
                CallEnd.TIMEOUT);
        return caller;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS"})
    void listensAtTheSamePortInBothFamilies(Transport transport) {
        int port = harness.port(transport);
        assertThat(harness.engine.listeningAddresses(transport))
                .containsExactly(new InetSocketAddress("0.0.0.0", port), new InetSocketAddress("::", port));
        assertThat(harness.engine.listeningAddress(transport)).contains(new InetSocketAddress("0.0.0.0", port));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void callsItselfByEachFamily(Transport transport, String host) {
        InetAddress address = Addresses.literal(host);
        CallEnd caller = call(transport, host, harness.port(transport));
        CallEnd callee = harness.nextIncoming();
        assertThat(callee.call.remoteContact().orElseThrow().uri().host()).isEqualTo(Addresses.text(address));
        assertThat(callee.call.peerAddress().orElseThrow().getAddress()).isEqualTo(address);
        assertThat(callee.call.localContact().orElseThrow().uri().host()).isEqualTo(Addresses.text(address));
        SipMessage invite = callee.call.receivedRequest().orElseThrow();
        assertThat(invite.headers().vias().get(0).host().indexOf(':') >= 0)
                .as("Via %s", invite.headers().vias())
                .isEqualTo(host.equals("::1"));
        callee.call.sendResponse(200, sdp(host, 50_000));
        caller.await(State.CONNECTED);
        callee.await(State.CONNECTED);
        assertThat(caller.call.remoteContact().orElseThrow().uri().host()).isEqualTo(Addresses.text(address));
        // the callee's BYE goes to the Contact, an address, which is not what the certificate of TLS is for
        (transport == Transport.TLS ? caller : callee).call.end(List.of(), CallEnd.TIMEOUT);
        caller.await(State.DISCONNECTED);
        callee.await(State.DISCONNECTED);
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void talksToPeersOfBothFamiliesAtOnce(Transport transport, String mode) throws Exception {
        try (Sipp four = Sipp.builtIn(directory, "uas", 0, mode, 1);
                Sipp six = Sipp.calleeOnIpv6(directory, mode)) {
            CallEnd byFour = call(transport, "127.0.0.1", four.port());
            CallEnd bySix = call(transport, "::1", six.port());
            byFour.await(State.CONNECTED);
            bySix.await(State.CONNECTED);
            byFour.call.end(List.of(), CallEnd.TIMEOUT);
            bySix.call.end(List.of(), CallEnd.TIMEOUT);
            byFour.await(State.DISCONNECTED);
            bySix.await(State.DISCONNECTED);
            four.expectSuccess();
            six.expectSuccess();
        }
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void isCalledByPeersOfBothFamilies(Transport transport, String mode) throws Exception {
        for (String host : List.of("127.0.0.1", "::1")) {
            int port = harness.port(transport);
            try (Sipp sipp = host.equals("::1")
                    ? Sipp.callerOnIpv6(directory, port, mode)
                    : Sipp.builtIn(directory, "uac", port, mode, 1)) {
                CallEnd call = harness.nextIncoming();
                call.call.sendResponse(200, sdp(host, 50_000));
                call.await(State.CONNECTED);
                call.await(State.DISCONNECTED);
                sipp.expectSuccess();
            }
        }
    }

    @Test
    void changesItsPortInBothFamilies() throws Exception {
        int before = harness.port(Transport.UDP);
        harness.engine.setPort(Transport.UDP, 0).toCompletableFuture().get();
        int after = harness.port(Transport.UDP);
        assertThat(after).isNotEqualTo(before);
        for (String host : List.of("127.0.0.1", "::1")) {
            CallEnd caller = call(Transport.UDP, host, after);
            CallEnd callee = harness.nextIncoming();
            callee.call.sendResponse(486);
            caller.await(State.DISCONNECTED);
        }
    }
}
