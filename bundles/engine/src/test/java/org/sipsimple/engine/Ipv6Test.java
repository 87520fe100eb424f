/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.sip.Addresses;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls over IPv6: with itself by each transport, and with SIPp. */
@Timeout(90)
class Ipv6Test {
    private static EngineHarness harness;

    @TempDir
    Path directory;

    @BeforeAll
    static void start(@TempDir Path keys) throws Exception {
        harness = new EngineHarness();
        harness.start(EngineHarness.withAllTransports(EngineOptions.defaults().withBindAddress("::1"), keys));
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static Route route(Transport transport, int port) {
        return new Route(Addresses.literal("::1"), port, transport, transport == Transport.TLS ? "localhost" : null);
    }

    private static SdpSession sdp(int port) {
        return SdpSession.parse(CallEnd.sdp(port, "sendrecv").toString().replace("IN IP4 127.0.0.1", "IN IP6 ::1"));
    }

    private static CallEnd call(Transport transport, int port) {
        InetSocketAddress local = harness.engine.contactAddress(route(transport, port));
        CallEnd caller = harness.newCall();
        caller.invite(
                SipUri.of("bob", "::1").withPort(port).withTransport(transport),
                route(transport, port),
                ContactHeader.of(SipUri.of("alice", local.getAddress().getHostAddress())
                        .withPort(local.getPort())
                        .withTransport(transport)),
                sdp(40_000),
                null,
                CallEnd.TIMEOUT);
        return caller;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void callsItself(Transport transport) {
        CallEnd caller = call(transport, harness.port(transport));
        CallEnd callee = harness.nextIncoming();
        assertThat(callee.call.requestUri().orElseThrow().host()).isEqualTo("::1");
        assertThat(callee.call.remoteContact().orElseThrow().uri().hostPort())
                .isEqualTo("[0:0:0:0:0:0:0:1]:" + harness.port(transport));
        assertThat(callee.call.peerAddress().orElseThrow().getAddress()).isEqualTo(Addresses.literal("::1"));
        callee.call.sendResponse(200, sdp(50_000));
        caller.await(State.CONNECTED);
        callee.await(State.CONNECTED);
        assertThat(caller.call.transport()).contains(transport);
        assertThat(caller.call.sdp().activeRemote().connection()).hasToString("IN IP6 ::1");
        // the callee's BYE goes to the Contact, an address, which is not what the certificate of TLS is for
        (transport == Transport.TLS ? caller : callee).call.end(List.of(), CallEnd.TIMEOUT);
        caller.await(State.DISCONNECTED);
        callee.await(State.DISCONNECTED);
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void callsSipp(Transport transport, String mode) throws InterruptedException {
        try (Sipp sipp = Sipp.calleeOnIpv6(directory, mode)) {
            CallEnd call = call(transport, sipp.port());
            call.await(State.CONNECTED);
            assertThat(call.call.sdp().activeRemote().connection().addressType())
                    .isEqualTo("IP6");
            call.call.end(List.of(), CallEnd.TIMEOUT);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @ParameterizedTest
    @CsvSource({"UDP, u1", "TCP, t1"})
    void isCalledBySipp(Transport transport, String mode) throws InterruptedException {
        try (Sipp sipp = Sipp.callerOnIpv6(directory, harness.port(transport), mode)) {
            CallEnd call = harness.nextIncoming();
            call.call.sendResponse(180);
            call.call.sendResponse(200, sdp(50_000));
            call.await(State.CONNECTED);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    /** So that whoever has several routes goes on to the next. */
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aRouteThatIsNotOverIpv6FailsAtOnce(Transport transport) throws IOException {
        LinkedBlockingQueue<RegistrationNotification.DidFail> failures =
                harness.queueOf(RegistrationNotification.DidFail.class);
        try (ServerSocket listening = new ServerSocket(0, 1, Addresses.literal("127.0.0.1"))) {
            Registration registration = harness.engine.createRegistration(new RegistrationOptions(
                    FromHeader.parse("<sip:alice@test.example>"), null, Duration.ofSeconds(600), List.of()));
            registration.register(
                    ContactHeader.parse("<sip:alice@[::1]>"),
                    new Route(Addresses.literal("127.0.0.1"), listening.getLocalPort(), transport),
                    Duration.ofHours(1));
            assertThat(EngineHarness.take(failures, "the failure").code()).isEqualTo(503);
        }
    }

    @Test
    void tellsWhereItListens() {
        assertThat(harness.engine.listeningAddress(Transport.UDP).orElseThrow().getAddress())
                .isEqualTo(Addresses.literal("::1"));
        assertThat(Addresses.localTowards(Addresses.literal("::"), Addresses.literal("::1")))
                .isEqualTo(Addresses.literal("::1"));
    }
}
