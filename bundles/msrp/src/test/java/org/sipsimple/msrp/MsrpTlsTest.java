/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class MsrpTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static KeyStore loopback;
    private static KeyStore elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        loopback = certificate("loopback", "ip:127.0.0.1");
        elsewhere = certificate("elsewhere", "dns:elsewhere.test");
    }

    /** The JDK's own tool makes self-signed certificates. */
    private static KeyStore certificate(String name, String subject) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process keytool = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subject,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static KeyStore trusting(KeyStore other) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("peer", other.getCertificate(other.aliases().nextElement()));
        return trusted;
    }

    private static MsrpOptions options(KeyStore own, KeyStore peer) throws Exception {
        return Pair.options().withTls(MsrpTls.of(own, PASSWORD, trusting(peer)));
    }

    private static String fingerprint(KeyStore store) throws Exception {
        return MsrpTls.fingerprint(
                (X509Certificate) store.getCertificate(store.aliases().nextElement()));
    }

    @Test
    void carriesMessagesAndFiles() throws Exception {
        byte[] content = new byte[5_000_000];
        new Random(4).nextBytes(content);
        Path file = Files.write(folder.resolve("source"), content);
        MsrpOptions options = options(loopback, loopback).withMaxMessage(content.length);
        try (Pair pair = new Pair(options, options, new RecordingListener());
                FileChannel source = FileChannel.open(file)) {
            assertThat(pair.bob.transport().localUri().useTls()).isTrue();
            Pair.get(pair.alice
                    .send(new byte[] {1, 2, 3}, "text/plain", Reports.ALL)
                    .delivered());
            assertThat(Pair.take(pair.bobEvents.received).content()).containsExactly(1, 2, 3);
            Pair.get(pair.alice
                    .sendFile(OutgoingFile.of(source, "application/x"), Reports.ALL)
                    .delivered());
            assertThat(Pair.take(pair.bobEvents.received).content()).isEqualTo(content);
            Pair.get(pair.bob.send(content, "application/x", Reports.ALL).delivered());
            pair.alice.shutdown();
            assertThat(Pair.get(pair.bobEvents.closed)).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        MsrpOptions alice = options(loopback, elsewhere);
        MsrpOptions bob = options(elsewhere, loopback);
        try (MsrpStack stack = new MsrpStack(new org.sipsimple.testing.ManualScheduler())) {
            AcceptorDirect acceptor = new AcceptorDirect(stack, bob);
            ConnectorDirect connector = new ConnectorDirect(stack, alice);
            var path = Pair.get(connector.prepare(null));
            var remote = Pair.get(acceptor.prepare(null));
            var accepted = acceptor.complete(path);
            assertThatThrownBy(() -> Pair.get(connector.complete(remote)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("127.0.0.1");
            acceptor.cleanup();
            assertThatThrownBy(() -> Pair.get(accepted)).isInstanceOf(MsrpException.class);
        }
    }

    @Test
    void anUnknownCertificateIsRefused() throws Exception {
        try (MsrpStack stack = new MsrpStack(new org.sipsimple.testing.ManualScheduler())) {
            AcceptorDirect acceptor = new AcceptorDirect(stack, options(loopback, loopback));
            ConnectorDirect connector = new ConnectorDirect(stack, options(loopback, elsewhere));
            Pair.get(connector.prepare(null));
            var remote = Pair.get(acceptor.prepare(null));
            assertThatThrownBy(() -> Pair.get(connector.complete(remote))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void fingerprintsTakeThePlaceOfNames() throws Exception {
        MsrpTls own = MsrpTls.of(elsewhere, PASSWORD, null);
        MsrpOptions good = Pair.options().withTls(own.expecting(fingerprint(elsewhere)));
        try (Pair pair = new Pair(good, good, new RecordingListener())) {
            Pair.get(pair.alice.send(new byte[] {1}, "text/plain", Reports.ALL).delivered());
        }
        MsrpOptions wrong = Pair.options().withTls(own.expecting(fingerprint(loopback)));
        try (MsrpStack stack = new MsrpStack(new org.sipsimple.testing.ManualScheduler())) {
            AcceptorDirect acceptor = new AcceptorDirect(stack, good);
            ConnectorDirect connector = new ConnectorDirect(stack, wrong);
            Pair.get(connector.prepare(null));
            var remote = Pair.get(acceptor.prepare(null));
            assertThatThrownBy(() -> Pair.get(connector.complete(remote)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("announced");
        }
        assertThatThrownBy(() -> own.expecting("sha-1 AB:CD")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The offer says actpass with a fingerprint; the answerer connects, so the offerer sees it before its answer. */
    private static void meet(MsrpTls offering, MsrpTls answering, String offered, String answered) throws Exception {
        try (MsrpStack stack = new MsrpStack(new org.sipsimple.testing.ManualScheduler())) {
            DirectConnection offerer =
                    new DirectConnection(stack, Pair.options().withTls(offering));
            DirectConnection answerer =
                    new DirectConnection(stack, Pair.options().withTls(answering));
            var offererPath = Pair.get(offerer.prepare(null));
            var answererPath = Pair.get(answerer.prepare(null));
            var connected = answerer.complete(offererPath, MsrpSetup.Role.ACTIVE, offered);
            var accepted = offerer.complete(answererPath, MsrpSetup.Role.PASSIVE, answered);
            finish(accepted, connected);
        }
    }

    @Test
    void selfSignedCertificatesAreKnownByTheFingerprintsOfOfferAndAnswer() throws Exception {
        MsrpTls alice = MsrpTls.selfSigned("alice");
        MsrpTls bob = MsrpTls.selfSigned("bob");
        String aliceHas = alice.fingerprint().orElseThrow();
        String bobHas = bob.fingerprint().orElseThrow();
        meet(alice, bob, aliceHas, bobHas);
        assertThatThrownBy(() -> meet(alice, bob, aliceHas, aliceHas)).isInstanceOf(MsrpFingerprintException.class);
        MsrpTls noCertificate = MsrpTls.of(null, PASSWORD, null);
        assertThat(noCertificate.fingerprint()).isEmpty();
        assertThatThrownBy(() -> meetWithoutListening(alice, noCertificate, aliceHas, bobHas))
                .isInstanceOf(MsrpFingerprintException.class);
        meetWithoutListening(alice, noCertificate.withoutVerification(), null, null);
    }

    private static void meetWithoutListening(MsrpTls accepting, MsrpTls connecting, String offered, String answered)
            throws Exception {
        try (MsrpStack stack = new MsrpStack(new org.sipsimple.testing.ManualScheduler())) {
            AcceptorDirect acceptor = new AcceptorDirect(stack, Pair.options().withTls(accepting));
            ConnectorDirect connector =
                    new ConnectorDirect(stack, Pair.options().withTls(connecting));
            var path = Pair.get(connector.prepare(null));
            var remote = Pair.get(acceptor.prepare(null));
            var connected = connector.complete(remote, MsrpSetup.Role.ACTIVE, offered);
            var accepted = acceptor.complete(path, MsrpSetup.Role.PASSIVE, answered);
            finish(accepted, connected);
        }
    }

    /** Whoever connected is bound when the session of the other side has answered. */
    private static void finish(CompletionStage<MsrpTransport> accepted, CompletionStage<MsrpTransport> connected)
            throws Exception {
        MsrpTransport transport = Pair.get(accepted);
        new MsrpSession(transport, List.of("*"), new RecordingListener());
        assertThat(Pair.get(connected).remotePath()).isEqualTo(transport.localPath());
    }
}
