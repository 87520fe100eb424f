/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EngineNotification.SipTrace;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationNotification.DidEnd;
import org.sipsimple.api.sip.RegistrationNotification.DidFail;
import org.sipsimple.api.sip.RegistrationNotification.DidSucceed;
import org.sipsimple.api.sip.RegistrationNotification.WillEnd;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.Sipp;

import static org.assertj.core.api.Assertions.assertThat;

/** Registrations with a registrar that is not ours. */
@Timeout(90)
class SippRegistrationTest {
    private static final ContactHeader CONTACT = ContactHeader.parse("<sip:alice@127.0.0.1:5999>");
    private static EngineHarness harness;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        harness = EngineHarness.started();
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private final LinkedBlockingQueue<RegistrationNotification> reports =
            harness.queueOf(RegistrationNotification.class);

    private static Registration registration(String password) {
        return harness.engine.createRegistration(new RegistrationOptions(
                FromHeader.parse("<sip:alice@test.example>"),
                Credentials.of("alice", password),
                Duration.ofSeconds(600),
                List.of()));
    }

    private <T extends RegistrationNotification> T next(Class<T> type) {
        RegistrationNotification next = EngineHarness.take(reports, type.getSimpleName());
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    @Test
    void registersAgainstAChallengeAndUnregisters() throws Exception {
        LinkedBlockingQueue<SipTrace> traces = harness.queueOf(SipTrace.class);
        harness.engine.setTraceSip(true);
        try (Sipp registrar = Sipp.callee(directory, "uas_register")) {
            Registration registration = registration("secret");
            registration.register(CONTACT, harness.route(Transport.UDP, registrar.port()), CallEnd.TIMEOUT);
            DidSucceed success = next(DidSucceed.class);
            assertThat(success.expiresIn()).isEqualTo(Duration.ofSeconds(40));
            assertThat(success.contacts()).hasSize(2);
            assertThat(registration.isRegistered()).isTrue();
            registration.end(CallEnd.TIMEOUT);
            next(WillEnd.class);
            assertThat(next(DidEnd.class).expired()).isFalse();
            registrar.expectSuccess();
        } finally {
            harness.engine.setTraceSip(false);
        }
        Set<Long> sequence = new TreeSet<>();
        Set<String> callIds = new TreeSet<>();
        while (sequence.size() < 3) {
            SipMessage message =
                    EngineHarness.take(traces, "three REGISTERs in the trace").message();
            sequence.add(message.headers().cseq().orElseThrow().number());
            callIds.add(message.headers().callId().orElseThrow());
        }
        assertThat(sequence).containsExactly(1L, 2L, 3L);
        assertThat(callIds).hasSize(1);
    }

    @Test
    void aWrongPasswordIsAFailure() {
        try (Sipp registrar = Sipp.callee(directory, "uas_register")) {
            registration("wrong").register(CONTACT, harness.route(Transport.UDP, registrar.port()), CallEnd.TIMEOUT);
            assertThat(next(DidFail.class).code()).isEqualTo(403);
        }
    }

    @Test
    void answersAChallengeBySha256() throws Exception {
        LinkedBlockingQueue<SipTrace> traces = harness.queueOf(SipTrace.class);
        harness.engine.setTraceSip(true);
        try (Sipp registrar = Sipp.callee(directory, "uas_register_sha256")) {
            registration("secret").register(CONTACT, harness.route(Transport.UDP, registrar.port()), CallEnd.TIMEOUT);
            next(DidSucceed.class);
            registrar.expectSuccess();
        } finally {
            harness.engine.setTraceSip(false);
        }
        String answer = authorization(traces);
        String ha1 = sha256("alice:test.example:secret");
        String ha2 = sha256("REGISTER:" + parameter(answer, "uri"));
        assertThat(parameter(answer, "response"))
                .isEqualTo(sha256(String.join(
                        ":",
                        ha1,
                        "47364c23432d2e131a5fb210812c",
                        parameter(answer, "nc"),
                        parameter(answer, "cnonce"),
                        "auth",
                        ha2)));
    }

    private static String authorization(LinkedBlockingQueue<SipTrace> traces) {
        while (true) {
            SipMessage message =
                    EngineHarness.take(traces, "a REGISTER with credentials").message();
            for (GenericHeader header : message.headers()) {
                if (header.name().equalsIgnoreCase("Authorization")) {
                    return header.value();
                }
            }
        }
    }

    private static String parameter(String header, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(header);
        assertThat(found.find()).as(name + " in " + header).isTrue();
        return found.group(1);
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    @Test
    void tooShortAnIntervalIsToldWithTheOneAskedFor() throws Exception {
        try (Sipp registrar = Sipp.callee(directory, "uas_register_423")) {
            registration("secret").register(CONTACT, harness.route(Transport.UDP, registrar.port()), CallEnd.TIMEOUT);
            DidFail failure = next(DidFail.class);
            assertThat(failure.code()).isEqualTo(423);
            assertThat(failure.minExpires()).isEqualTo(Duration.ofSeconds(1800));
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            registrar.expectSuccess();
        }
    }

    @Test
    void aSilentRegistrarIsGivenUpInTime() {
        registration("secret").register(CONTACT, harness.route(Transport.UDP, 9), Duration.ofMillis(700));
        assertThat(next(DidFail.class).code()).isEqualTo(408);
    }
}
