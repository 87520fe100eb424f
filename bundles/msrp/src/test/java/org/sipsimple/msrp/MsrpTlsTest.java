/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Random;
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
}
