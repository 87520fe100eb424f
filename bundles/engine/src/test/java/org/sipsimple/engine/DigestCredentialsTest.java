/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs of others let in who knows only the hash of the password (HA1, RFC 7616 section 3.4.2). */
@Timeout(90)
class DigestCredentialsTest {
    @RegisterExtension
    static final KamailioExtension SERVER_WITH_SHA256 = new KamailioExtension().withDigest("SHA-256");

    private static EngineHarness harness;

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<RegistrationNotification> registrations =
            harness.queueOf(RegistrationNotification.class);

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
        harness.engine.addEvent("presence", List.of("application/pidf+xml"));
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static Credentials alice(String algorithm, String password) {
        String realm = KamailioExtension.DOMAIN;
        try {
            byte[] hash = MessageDigest.getInstance(algorithm)
                    .digest(("alice:" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
            return Credentials.ofDigest("alice", realm, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private RegistrationNotification register(Credentials credentials, Route route) {
        harness.engine
                .createRegistration(new RegistrationOptions(
                        FromHeader.parse("<sip:alice@test.example>"), credentials, Duration.ofSeconds(600), List.of()))
                .register(ContactHeader.parse("<sip:alice@127.0.0.1:5999>"), route, CallEnd.TIMEOUT);
        return EngineHarness.take(registrations, "the answer to the REGISTER");
    }

    @Test
    void registersWithTheMd5OfThePassword() {
        try (Sipp registrar = Sipp.callee(directory, "uas_register")) {
            Route route = harness.route(Transport.UDP, registrar.port());
            assertThat(register(alice("MD5", "secret"), route)).isInstanceOf(RegistrationNotification.DidSucceed.class);
        }
    }

    @Test
    void theHashOfAnotherPasswordIsRefused() {
        try (Sipp registrar = Sipp.callee(directory, "uas_register")) {
            Route route = harness.route(Transport.UDP, registrar.port());
            assertThat(register(alice("MD5", "guess"), route))
                    .isInstanceOfSatisfying(
                            RegistrationNotification.DidFail.class,
                            failure -> assertThat(failure.code()).isEqualTo(403));
        }
    }

    @Test
    void aHashOfAnotherAlgorithmThanTheServersIsNoneAtAll() {
        try (Sipp registrar = Sipp.callee(directory, "uas_register")) {
            Route route = harness.route(Transport.UDP, registrar.port());
            assertThat(register(alice("SHA-256", "secret"), route))
                    .isInstanceOfSatisfying(
                            RegistrationNotification.DidFail.class,
                            failure -> assertThat(failure.code()).isEqualTo(401));
        }
    }

    @Test
    void callsWithTheMd5OfThePassword() throws Exception {
        try (Sipp sipp = Sipp.callee(directory, "uas_401")) {
            CallEnd call = harness.newCall();
            call.invite(
                    SipUri.of("sipp", "127.0.0.1").withPort(sipp.port()),
                    harness.route(Transport.UDP, sipp.port()),
                    ContactHeader.of(SipUri.of("alice", "127.0.0.1").withPort(harness.port(Transport.UDP))),
                    CallEnd.sdp(40_000, "sendrecv"),
                    alice("MD5", "secret"),
                    CallEnd.TIMEOUT);
            call.await(State.CONNECTED);
            call.call.end(List.of(), CallEnd.TIMEOUT);
            call.await(State.DISCONNECTED);
            sipp.expectSuccess();
        }
    }

    @Test
    void registersAndSubscribesWithTheSha256OfThePassword() {
        Credentials credentials = alice("SHA-256", KamailioExtension.password("alice"));
        Route route = harness.route(Transport.TCP, SERVER_WITH_SHA256.port("tcp"));
        assertThat(register(credentials, route)).isInstanceOf(RegistrationNotification.DidSucceed.class);

        LinkedBlockingQueue<SubscriptionNotification.GotNotify> notifies =
                harness.queueOf(SubscriptionNotification.GotNotify.class);
        harness.engine
                .createSubscription(new SubscriptionOptions(
                        FromHeader.parse("<sip:alice@test.example>"),
                        ToHeader.parse("<sip:bob@test.example>"),
                        ContactHeader.parse("<sip:alice@127.0.0.1:" + harness.port(Transport.TCP) + ";transport=tcp>"),
                        EventHeader.of("presence"),
                        route,
                        credentials,
                        Duration.ofSeconds(600)))
                .subscribe(List.of(), null, CallEnd.TIMEOUT);
        assertThat(EngineHarness.take(notifies, "the first NOTIFY")).isNotNull();
    }
}
