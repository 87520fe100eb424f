/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.RtpTransportNotification.DidFail;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpAttributes;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** DTLS-SRTP (RFC 5763, RFC 5764) between two audio transports in one process. */
class DtlsTransportTest {
    private static final double HZ = 440;

    /** Wrong keys leave nothing of a tone; what goes through a relay in Java may come late. */
    private static final double HEARD = 0.7;

    private static final List<String> CODEC = List.of("PCMU");
    private static final String FALSE_FINGERPRINT = "SHA-256 " + "AB:".repeat(31) + "AB";

    static MediaBench bench;

    @TempDir
    Path dir;

    @BeforeAll
    static void start() {
        bench = new MediaBench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static MediaBench.Pair pair(MediaBench.Way way) throws SipCoreException {
        return bench.new Pair(CODEC, SrtpPolicy.DTLS, SrtpPolicy.DTLS, way);
    }

    private static SdpSession withAttributes(SdpSession sdp, SdpAttributes attributes) {
        return sdp.withMedia(List.of(sdp.media().get(0).withAttributes(attributes)));
    }

    private static SdpSession withFalseFingerprint(SdpSession sdp) {
        SdpAttributes attributes = sdp.media().get(0).attributes();
        assertThat(attributes.getFirst("fingerprint", "")).isNotEmpty();
        return withAttributes(sdp, attributes.without("fingerprint").with("fingerprint", FALSE_FINGERPRINT));
    }

    @Test
    void offersAndAnswersWithFingerprintAndRole() throws SipCoreException {
        try (MediaBench.Pair pair = pair(MediaBench.Way.STRAIGHT)) {
            for (SdpSession sdp : List.of(pair.offer, pair.answer)) {
                SdpMedia line = sdp.media().get(0);
                assertThat(line.transport()).isEqualTo("UDP/TLS/RTP/SAVP");
                assertThat(line.attributes().getFirst("fingerprint", ""))
                        .matches("SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
                assertThat(line.attributes().has("crypto")).isFalse();
            }
            assertThat(pair.offer.media().get(0).attributes().getFirst("setup")).contains("actpass");
            assertThat(pair.answer.media().get(0).attributes().getFirst("setup"))
                    .contains("active");
        }
    }

    @Test
    void mediaGoesWhenTheHandshakeIsDoneAndAHoldNeedsNoOther() throws SipCoreException {
        try (MediaRelay relay = new MediaRelay(false);
                MediaBench.Pair pair = pair(relay).start(Duration.ZERO)) {
            assertThat(pair.rtpA.srtpActive()).isFalse();
            assertThat(pair.rtpB.srtpSuite()).isEmpty();
            assertThat(relay.media()).as("nothing goes before there are keys").isZero();
            relay.open();
            assertThat(pair.keysA.next().suite()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
            assertThat(pair.keysB.next().name()).isEqualTo("RTPTransportSRTPDidStart");
            assertThat(pair.rtpA.srtpActive()).isTrue();
            assertThat(pair.rtpB.srtpSuite()).contains("AES_CM_128_HMAC_SHA1_80");
            assertThat(pair.carry(dir, HZ, true)).isGreaterThan(HEARD);
            assertThat(pair.carry(dir, HZ, false)).isGreaterThan(HEARD);

            int handshakes = relay.handshakes();
            hold(pair, MediaDirection.SENDONLY);
            hold(pair, MediaDirection.SENDRECV);
            assertThat(pair.carry(dir, HZ, true)).isGreaterThan(HEARD);
            assertThat(pair.carry(dir, HZ, false)).isGreaterThan(HEARD);
            assertThat(relay.handshakes()).isEqualTo(handshakes);
            assertThat(pair.keysA.soFar()).isEmpty();
        }
    }

    /** By the party that has answered before, as a re-INVITE in the other direction. */
    private static void hold(MediaBench.Pair pair, MediaDirection direction) throws SipCoreException {
        SdpSession offer = MediaBench.describe(pair.b.localMedia(true, direction));
        SdpSession seen = pair.way.answer(offer);
        SdpSession answer = MediaBench.describe(pair.a.localMedia(seen, 0, MediaDirection.SENDRECV));
        pair.a.update(answer, seen, 0);
        pair.b.update(offer, pair.way.offer(answer), 0);
        assertThat(pair.b.direction()).isEqualTo(direction);
    }

    /** The answerer may have begun the handshake before it starts, and the offerer learns the fingerprint after that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAnotherCertificateThanThatOfTheOffer(boolean handshakeFirst) throws SipCoreException {
        try (MediaRelay relay = new MediaRelay(handshakeFirst)) {
            MediaBench.Way forged = new MediaBench.Way() {
                @Override
                public SdpSession offer(SdpSession ofA) throws SipCoreException {
                    return withFalseFingerprint(relay.offer(ofA));
                }

                @Override
                public SdpSession answer(SdpSession ofB) throws SipCoreException {
                    return relay.answer(ofB);
                }
            };
            try (MediaBench.Pair pair = pair(forged);
                    MediaBench.Seen<DidFail> failed = bench.seen(DidFail.class, pair.rtpB)) {
                SdpSession seen = forged.offer(pair.offer);
                if (handshakeFirst) {
                    forged.answer(pair.answer);
                    assertThat(failed.next().reason()).contains("DTLS", "fingerprint");
                    assertThatThrownBy(() -> pair.b.start(pair.answer, seen, 0, Duration.ZERO))
                            .isInstanceOf(SipCoreException.class)
                            .hasMessageContaining("fingerprint");
                } else {
                    pair.start(Duration.ZERO);
                    relay.open();
                    assertThat(failed.next().reason()).contains("DTLS", "fingerprint");
                    int media = relay.media();
                    assertThat(pair.carry(dir, HZ, false)).isLessThan(0.5);
                    assertThat(pair.b.statistics().receivedPackets()).isZero();
                    assertThatThrownBy(() -> pair.rtpB.setEstablished(pair.answer, seen, 0))
                            .isInstanceOf(SipCoreException.class);
                    assertThat(media).isLessThanOrEqualTo(relay.media());
                }
                assertThat(pair.rtpB.srtpActive()).isFalse();
                assertThat(pair.rtpB.srtpSuite()).isEmpty();
            }
        }
    }

    @Test
    void refusesAnotherCertificateThanThatOfTheAnswer() throws SipCoreException {
        try (MediaRelay relay = new MediaRelay(true);
                MediaBench.Pair pair = pair(relay)) {
            SdpSession forged = withFalseFingerprint(relay.answer(pair.answer));
            pair.b.start(pair.answer, relay.offer(pair.offer), 0, Duration.ZERO);
            pair.keysB.next();
            assertThatThrownBy(() -> pair.a.start(pair.offer, forged, 0, Duration.ZERO))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("fingerprint");
            assertThat(pair.rtpA.srtpActive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLED", "OPTIONAL", "MANDATORY"})
    void refusesPeersWithAnotherPolicy(SrtpPolicy other) {
        assertThatThrownBy(() -> bench.new Pair(CODEC, other, SrtpPolicy.DTLS))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining(other == SrtpPolicy.MANDATORY ? "RTP/SAVP" : "RTP/AVP");
        assertThatThrownBy(() -> bench.new Pair(CODEC, SrtpPolicy.DTLS, other))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("UDP/TLS/RTP/SAVP");
    }

    @Test
    void refusesAnAnswerWithoutDtls() throws SipCoreException {
        try (MediaBench.Pair pair = pair(MediaBench.Way.STRAIGHT)) {
            SdpSession plain = withAttributes(
                            pair.answer, pair.answer.media().get(0).attributes().without("fingerprint"))
                    .withMedia(List.of(pair.answer.media().get(0).withTransport("RTP/AVP")));
            assertThatThrownBy(() -> pair.a.start(pair.offer, plain, 0, Duration.ZERO))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("the peer has no DTLS, which is mandatory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fingerprint", "setup"})
    void refusesAnOfferThatLacks(String attribute) {
        MediaBench.Way way = new MediaBench.Way() {
            @Override
            public SdpSession offer(SdpSession ofA) {
                return withAttributes(ofA, ofA.media().get(0).attributes().without(attribute));
            }
        };
        assertThatThrownBy(() -> pair(way)).isInstanceOf(SipCoreException.class);
    }

    @Test
    void takesTheFeedbackProfileAndTheHashItKnowsOfMany() throws SipCoreException {
        MediaBench.Way way = new MediaBench.Way() {
            @Override
            public SdpSession offer(SdpSession ofA) {
                SdpMedia line = ofA.media().get(0);
                String fingerprint = line.attributes().getFirst("fingerprint", "");
                return ofA.withMedia(List.of(line.withTransport("UDP/TLS/RTP/SAVPF")
                        .withAttributes(line.attributes()
                                .without("fingerprint")
                                .with("fingerprint", "sha-512 " + "00:".repeat(63) + "00")
                                .with("fingerprint", fingerprint.toLowerCase(java.util.Locale.ROOT)))));
            }
        };
        try (MediaBench.Pair pair = pair(way)) {
            assertThat(pair.answer.media().get(0).transport()).isEqualTo("UDP/TLS/RTP/SAVPF");
            pair.start(Duration.ZERO).secured();
            assertThat(pair.carry(dir, HZ, true)).isGreaterThan(HEARD);
        }
    }

    @Test
    void endsAmidAHandshakeLeaveNothingBehind() throws SipCoreException {
        Map<String, Long> before = null;
        for (int i = 0; i < 20; i++) {
            try (MediaRelay relay = new MediaRelay(false);
                    MediaBench.Pair pair = pair(relay)) {
                if (i % 2 == 0) {
                    pair.start(Duration.ZERO);
                }
                assertThat(relay.media()).isZero();
            }
            if (i == 3) {
                before = bench.counters();
            }
        }
        assertThat(bench.counters()).isEqualTo(before);
    }
}
