/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The life of the engine, with the real native library. */
@Timeout(60)
class DefaultEngineTest {
    private final EngineHarness harness = new EngineHarness();
    private final Engine engine = harness.engine;
    private final LinkedBlockingQueue<EngineNotification> reports = harness.queueOf(EngineNotification.class);

    @AfterEach
    void close() {
        harness.close();
    }

    private <T extends EngineNotification> T next(Class<T> type) {
        while (true) {
            EngineNotification next = EngineHarness.take(reports, type.getSimpleName());
            if (type.isInstance(next)) {
                assertThat(next.sender()).isSameAs(engine);
                return type.cast(next);
            }
        }
    }

    private static void expectPort(Engine engine, Transport transport, boolean on) {
        assertThat(engine.listeningAddress(transport).isPresent()).isEqualTo(on);
    }

    @Test
    void startsStopsAndStartsAgain() {
        for (int i = 0; i < 5; i++) {
            assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
            EngineOptions options = EngineHarness.options().withUserAgent("test/" + i);
            harness.start(options);
            assertThat(engine.isRunning()).isTrue();
            assertThat(engine.options()).isEqualTo(options);
            expectPort(engine, Transport.UDP, true);
            expectPort(engine, Transport.TCP, true);
            expectPort(engine, Transport.TLS, false);
            engine.stop().toCompletableFuture().join();
            expectPort(engine, Transport.UDP, false);
            next(EngineNotification.WillStart.class);
            next(EngineNotification.DidStart.class);
            next(EngineNotification.WillEnd.class);
            next(EngineNotification.DidEnd.class);
        }
    }

    @Test
    void timersOutOfBoundsAreRefused() {
        Duration t1 = Duration.ofMillis(100);
        assertThatThrownBy(() -> harness.engine.setSipTimers(t1, t1, t1))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("not running");
        harness.start(EngineHarness.options());
        for (List<Duration> bad : List.of(
                List.of(Duration.ZERO, t1, t1),
                List.of(t1, t1.dividedBy(2), t1),
                List.of(t1, t1, Duration.ofDays(365_000)))) {
            assertThatThrownBy(() -> harness.engine.setSipTimers(bad.get(0), bad.get(1), bad.get(2)))
                    .as("%s", bad)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("set SIP timers");
        }
    }

    @Test
    void stoppingWhatDoesNotRunIsDoneAtOnce() {
        assertThat(engine.stop().toCompletableFuture()).isCompleted();
        harness.start(EngineHarness.options());
        engine.stop();
        assertThat(engine.stop()).isNotNull();
        engine.stop().toCompletableFuture().join();
        assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
    }

    @Test
    void startsOnlyWhenStopped() {
        harness.start(EngineHarness.options());
        assertThatThrownBy(() -> engine.start(EngineHarness.options())
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(engine.isRunning()).isTrue();
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            EngineOptions options =
                    EngineHarness.options().withPorts(Map.of(Transport.TCP, 0, Transport.UDP, taken.getLocalPort()));
            assertThatThrownBy(() -> engine.start(options).toCompletableFuture().join())
                    .hasCauseInstanceOf(SipCoreException.class)
                    .hasMessageContaining("udp 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContainingAll("in use");
            assertThat(next(EngineNotification.DidFail.class).reason())
                    .contains("udp 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
        harness.start(EngineHarness.options());
    }

    @Test
    void aCertificateThatIsNotThereIsAFailure() {
        EngineOptions options = EngineHarness.options()
                .withPorts(Map.of(Transport.TLS, 0))
                .withTls(TlsOptions.DEFAULT.withCertificate(Path.of("no.crt"), Path.of("no.key")));
        assertThatThrownBy(() -> engine.start(options).toCompletableFuture().join())
                .hasCauseInstanceOf(SipCoreException.class)
                .hasMessageContaining("tls: certificate file no.crt");
        assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
    }

    @Test
    void aTlsProtocolNobodyKnowsIsAFailureToo() {
        TlsOptions old = new TlsOptions(null, null, null, true, "SSLv2", Duration.ofSeconds(1));
        assertThatThrownBy(() -> engine.start(EngineHarness.options().withTls(old))
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("SSLv2");
        assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
        harness.start(EngineHarness.options());
    }

    @Test
    void logsAndTracesWhileItIsAskedTo() {
        harness.start(EngineHarness.options());
        engine.setLogLevel(5);
        engine.setTraceSip(true);
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
        Route route = harness.route(Transport.UDP, harness.port(Transport.UDP));
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        harness.nextIncoming();
        EngineNotification.SipTrace trace = next(EngineNotification.SipTrace.class);
        assertThat(trace.received()).isFalse();
        assertThat(trace.transport()).isEqualTo(Transport.UDP);
        assertThat(trace.message().method()).isEqualTo("INVITE");
        assertThat(trace.destination().getPort()).isEqualTo(harness.port(Transport.UDP));
        assertThat(next(EngineNotification.Log.class).message()).isNotEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> engine.setLogLevel(6));
    }

    @Test
    void stoppingEndsTheCalls() {
        harness.start(EngineHarness.options());
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
        Route route = harness.route(Transport.UDP, harness.port(Transport.UDP));
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
        caller.await(State.CONNECTED);
        callee.await(State.CONNECTED);
        engine.stop().toCompletableFuture().join();
        caller.await(State.DISCONNECTED);
        callee.await(State.DISCONNECTED);
        assertThatIllegalStateException()
                .isThrownBy(() -> harness.newCall().invite(self, route, ContactHeader.of(self), null))
                .withMessageContaining("not running");
    }

    @Test
    void knowsWhereItIsReached() {
        harness.start(EngineHarness.options().withBindAddress(null));
        Route route = harness.route(Transport.UDP, 5070);
        InetSocketAddress address = engine.contactAddress(route);
        assertThat(address.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(address.getPort()).isEqualTo(harness.port(Transport.UDP));
        assertThat(engine.listeningAddress(Transport.UDP)
                        .orElseThrow()
                        .getAddress()
                        .isAnyLocalAddress())
                .isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> engine.contactAddress(harness.route(Transport.TLS, 5061)))
                .withMessageContaining("tls");
    }

    @Test
    void aNameInAContactIsLookedUp() {
        harness.start(EngineHarness.options());
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "localhost").withPort(harness.port(Transport.UDP));
        ContactHeader contact = ContactHeader.of(self.withUser("alice"));
        caller.invite(
                self, harness.route(Transport.UDP, harness.port(Transport.UDP)), contact, CallEnd.sdp(1, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        callee.call.sendResponse(200, CallEnd.sdp(50_000, "sendrecv"));
        callee.await(State.CONNECTED);
        callee.call.end(List.of(), CallEnd.TIMEOUT); // BYE goes to the name in the caller's Contact
        caller.await(State.DISCONNECTED);
        assertThat(callee.await(State.DISCONNECTED).code()).isEqualTo(200);
    }

    @Test
    void ofTwoEnginesOneRuns() {
        harness.start(EngineHarness.options());
        try (DefaultEngine second = new DefaultEngine(harness.notifications, harness.threads)) {
            assertThatThrownBy(() -> second.start(EngineHarness.options())
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(SipCoreException.class);
        }
        assertThat(engine.isRunning()).isTrue();
    }

    @Test
    void tellsItsLifeWithTimes() throws Exception {
        Instant before = harness.threads.scheduler().now();
        harness.start(EngineHarness.options());
        engine.stop().toCompletableFuture().join();
        EngineNotification.WillStart willStart = next(EngineNotification.WillStart.class);
        EngineNotification.DidStart didStart = next(EngineNotification.DidStart.class);
        EngineNotification.WillEnd willEnd = next(EngineNotification.WillEnd.class);
        EngineNotification.DidEnd didEnd = next(EngineNotification.DidEnd.class);
        assertThat(willStart.timestamp()).isAfterOrEqualTo(before);
        assertThat(didStart.timestamp()).isAfterOrEqualTo(willStart.timestamp());
        assertThat(willEnd.timestamp()).isAfterOrEqualTo(didStart.timestamp());
        assertThat(didEnd.timestamp()).isAfterOrEqualTo(willEnd.timestamp());
        assertThat(List.of(willStart.name(), didStart.name(), willEnd.name(), didEnd.name()))
                .containsExactly("SIPEngineWillStart", "SIPEngineDidStart", "SIPEngineWillEnd", "SIPEngineDidEnd");
        engine.start(EngineHarness.options().withBindAddress("192.0.2.1"));
        EngineNotification.DidFail didFail = next(EngineNotification.DidFail.class);
        assertThat(didFail.timestamp()).isAfterOrEqualTo(didEnd.timestamp());
        assertThat(didFail.name()).isEqualTo("SIPEngineDidFail");
        assertThat(didFail.reason()).contains("192.0.2.1");
    }

    @Test
    void listensElsewhereWhileRunning() throws Exception {
        harness.start(EngineHarness.options());
        int before = harness.port(Transport.UDP);
        for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
            engine.setPort(transport, 0).toCompletableFuture().join();
            expectPort(engine, transport, true);
        }
        assertThat(harness.port(Transport.UDP)).isNotEqualTo(before);
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
        Route route = harness.route(Transport.UDP, harness.port(Transport.UDP));
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        harness.nextIncoming().call.end(List.of(), CallEnd.TIMEOUT);
        caller.await(State.DISCONNECTED);

        engine.setPort(Transport.TCP, null).toCompletableFuture().join();
        expectPort(engine, Transport.TCP, false);
        assertThat(engine.options().ports()).containsOnlyKeys(Transport.UDP);

        int kept = harness.port(Transport.UDP);
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> engine.setPort(Transport.UDP, taken.getLocalPort())
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(SipCoreException.class)
                    .hasMessageContaining("udp 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(harness.port(Transport.UDP)).isEqualTo(kept);
    }

    @Test
    void tlsCanBeSwitchedOnWhileRunning(@TempDir Path directory) throws Exception {
        TestCertificate pem = TestCertificate.make(directory, "localhost");
        harness.start(EngineHarness.options());
        TlsOptions tls =
                TlsOptions.DEFAULT.withCertificate(pem.certificate(), pem.key()).withAuthorities(pem.certificate());
        engine.setTlsOptions(tls, 0).toCompletableFuture().join();
        assertThat(engine.options().tls()).isEqualTo(tls);
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "localhost")
                .withPort(harness.port(Transport.TLS))
                .withTransport(Transport.TLS);
        Route route =
                new Route(InetAddress.getLoopbackAddress(), harness.port(Transport.TLS), Transport.TLS, "localhost");
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        assertThat(callee.call.transport()).contains(Transport.TLS);
        callee.call.end(List.of(), CallEnd.TIMEOUT);
        caller.await(State.DISCONNECTED);
        assertThatThrownBy(() -> engine.setTlsOptions(tls.withCertificate(Path.of("no.crt"), Path.of("no.key")), 0)
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("no.crt");
        expectPort(engine, Transport.TLS, true);
    }

    @Test
    void knowsItsCodecs() {
        harness.start(EngineHarness.options());
        assertThat(engine.availableCodecs())
                .contains("opus", "G722", "PCMU", "PCMA", "speex", "GSM")
                .doesNotHaveDuplicates();
    }

    @Test
    void portsAreChangedOnlyWhileRunning() {
        assertThatThrownBy(() ->
                        engine.setPort(Transport.UDP, 0).toCompletableFuture().join())
                .hasCauseInstanceOf(SipCoreException.class)
                .hasMessageContaining("not running");
    }

    @Test
    void aHandlerThatFailsIsReportedAndTheCallerGets500() {
        harness.start(EngineHarness.options());
        engine.handleInvitations(call -> {
            throw new IllegalArgumentException("on purpose");
        });
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "127.0.0.1").withPort(harness.port(Transport.UDP));
        Route route = harness.route(Transport.UDP, harness.port(Transport.UDP));
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        assertThat(caller.await(State.DISCONNECTED).code()).isEqualTo(500);
        EngineNotification.GotException failure = next(EngineNotification.GotException.class);
        assertThat(failure.cause()).hasMessage("on purpose");
        assertThat(failure.name()).isEqualTo("SIPEngineGotException");
        assertThat(failure.timestamp()).isNotNull();
    }

    @Test
    void startsWithEachOptionOfSip(@TempDir Path directory) throws Exception {
        TestCertificate pem = TestCertificate.make(directory, "localhost");
        Path key = pem.protectedKey("secret");
        TlsOptions tls = new TlsOptions(
                        pem.certificate(), key, pem.certificate(), false, "TLSv1.3", Duration.ofSeconds(2))
                .withKeyPassword("secret");
        EngineOptions options = EngineHarness.options()
                .withUserAgent("tester/1")
                .withLogLevel(3)
                .withTraceSip(true)
                .withTls(tls)
                .withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0, Transport.TLS, 0));
        harness.start(options);
        expectPort(engine, Transport.TLS, true);
        CallEnd caller = harness.newCall();
        SipUri self = SipUri.of("bob", "127.0.0.1")
                .withPort(harness.port(Transport.TLS))
                .withTransport(Transport.TLS);
        // the certificate has another name than this route, and is not asked for it
        Route route = new Route(
                InetAddress.getLoopbackAddress(), harness.port(Transport.TLS), Transport.TLS, "other.example");
        caller.invite(self, route, ContactHeader.of(self), CallEnd.sdp(40_000, "sendrecv"));
        CallEnd callee = harness.nextIncoming();
        assertThat(callee.call.remoteUserAgent()).contains(options.userAgent());
        assertThat(callee.call.transport()).contains(Transport.TLS);
        EngineNotification.SipTrace trace = next(EngineNotification.SipTrace.class);
        assertThat(trace.transport()).isEqualTo(Transport.TLS);
        assertThat(options.traceSip()).isTrue();
        assertThat(options.logLevel()).isEqualTo(3);
        assertThat(options.ports()).containsOnlyKeys(Transport.values());
        assertThat(options.tls().authorities()).isEqualTo(tls.certificate());
        assertThat(tls.privateKey()).exists();
        assertThat(tls.protocol()).isEqualTo("TLSv1.3");
        assertThat(tls.timeout()).hasSeconds(2);
        assertThat(tls.verifyServer()).isFalse();
        assertThat(tls.keyPassword()).isEqualTo("secret");
        assertThat(tls.toString()).contains("TLSv1.3").doesNotContain("secret");
        callee.call.end(List.of(), CallEnd.TIMEOUT);
        caller.await(State.DISCONNECTED);
    }

    @Test
    void startsWithEventsAndMethodsAndChangesThem() {
        EngineOptions options = EngineHarness.options()
                .withEvents(Map.of("presence", List.of("application/pidf+xml"), "dialog", List.of()))
                .withIncomingEvents(Set.of("presence"))
                .withIncomingRequests(Set.of("INFO"));
        assertThat(options.events()).hasSize(2);
        assertThat(options.incomingEvents()).hasSize(1);
        try (EngineHarness harness = new EngineHarness()) {
            harness.start(options);
            assertThat(harness.engine.events()).containsEntry("presence", List.of("application/pidf+xml"));
            assertThat(harness.engine.incomingEvents()).containsExactly("presence");
            assertThat(harness.engine.incomingRequests()).containsExactly("INFO");
            harness.engine.addEvent("message-summary", List.of("application/simple-message-summary"));
            harness.engine.addIncomingEvent("message-summary");
            harness.engine.removeIncomingEvent("presence");
            assertThat(harness.engine.incomingEvents()).containsExactly("message-summary");
            assertThatIllegalArgumentException().isThrownBy(() -> harness.engine.addIncomingEvent("unknown"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> harness.engine.addEvent("presence", List.of("text/plain")));
            harness.engine.setCodecs(List.of("PCMA"));
            harness.engine.setRtpPorts(new EngineOptions.PortRange(51_000, 51_100));
            assertThat(harness.engine.options().codecs()).containsExactly("PCMA");
            assertThat(harness.engine.options().rtpPorts().first()).isEqualTo(51_000);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineHarness.options().withIncomingEvents(Set.of("unknown")));
    }
}
