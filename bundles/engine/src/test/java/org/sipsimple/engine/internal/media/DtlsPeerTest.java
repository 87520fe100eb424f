/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification.DidFail;
import org.sipsimple.api.media.RtpTransportNotification.SrtpDidStart;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.TestCertificate;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** RTP and RTCP have a handshake and a certificate each: openssl shakes hands for the peer, with one certificate or another. */
class DtlsPeerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RTP = 0;
    private static final int RTCP = 1;

    static MediaBench bench;

    @TempDir
    static Path dir;

    private static TestCertificate genuine;
    private static TestCertificate other;

    @BeforeAll
    static void start() throws Exception {
        bench = new MediaBench();
        genuine = TestCertificate.make(dir, "genuine.example");
        other = TestCertificate.make(dir, "other.example");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static String fingerprint(TestCertificate certificate) throws Exception {
        try (InputStream pem = Files.newInputStream(certificate.certificate())) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
            return "sha-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        }
    }

    /** Makes the offer, and with it reads what comes. */
    private static SdpSession offer(RtpTransport rtp) throws SipCoreException {
        rtp.setInit();
        int port = rtp.localAddress().orElseThrow().getPort();
        return rtp.setLocal(MediaBench.describe(SdpMedia.of("audio", port, "RTP/AVP", List.of("0"))), 0);
    }

    private static SdpSession answer() throws Exception {
        return MediaBench.describe(SdpMedia.of("audio", 9000, "UDP/TLS/RTP/SAVP", List.of("0"))
                .withAttribute("setup", "active")
                .withAttribute("fingerprint", fingerprint(genuine)));
    }

    private static PeerProcess shake(RtpTransport rtp, int component, TestCertificate certificate) {
        int port = rtp.localAddress().orElseThrow().getPort() + component;
        return PeerProcess.start(
                "openssl",
                dir,
                dir.resolve("client-" + port + ".log"),
                List.of(
                        "openssl",
                        "s_client",
                        "-dtls1_2",
                        "-ign_eof",
                        "-use_srtp",
                        "SRTP_AES128_CM_SHA1_80",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-cert",
                        certificate.certificate().toString(),
                        "-key",
                        certificate.key().toString()));
    }

    private static void awaitEnd(PeerProcess handshake) {
        handshake.awaitOutput("SRTP Extension negotiated, profile=SRTP_AES128_CM_SHA1_80", LIMIT);
    }

    private static RtpTransport transport() throws SipCoreException {
        return bench.media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(SrtpPolicy.DTLS));
    }

    @ParameterizedTest
    @ValueSource(ints = {RTP, RTCP})
    void noOtherMayStandInForOneComponentWhenTheOneBeforeWasGenuine(int impostor) throws Exception {
        try (RtpTransport rtp = transport();
                MediaBench.Seen<DidFail> failed = bench.seen(DidFail.class, rtp)) {
            rtp.setEstablished(offer(rtp), answer(), 0);
            try (PeerProcess first = shake(rtp, 1 - impostor, genuine)) {
                awaitEnd(first);
                assertThat(failed.soFar()).isEmpty();
                try (PeerProcess second = shake(rtp, impostor, other)) {
                    assertThat(failed.next().reason()).contains("ingerprint");
                    assertThat(rtp.srtpActive()).isFalse();
                    assertThat(second.isAlive()).isTrue();
                }
            }
        }
    }

    /** Keys of RTCP are none of RTP, and a start with the former alone is none without encryption. */
    @Test
    void rtcpMayBeDoneBeforeTheAnswerIsKnown() throws Exception {
        try (RtpTransport rtp = transport();
                MediaBench.Seen<SrtpDidStart> keys = bench.seen(SrtpDidStart.class, rtp)) {
            SdpSession offer = offer(rtp);
            try (PeerProcess rtcp = shake(rtp, RTCP, genuine)) {
                awaitEnd(rtcp);
                rtp.setEstablished(offer, answer(), 0);
                assertThat(rtp.srtpActive()).isFalse();
                try (PeerProcess media = shake(rtp, RTP, genuine)) {
                    awaitEnd(media);
                    assertThat(keys.next().suite()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
                    assertThat(rtp.srtpActive()).isTrue();
                }
            }
        }
    }
}
