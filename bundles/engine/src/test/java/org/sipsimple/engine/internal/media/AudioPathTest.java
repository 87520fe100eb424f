/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.AudioTransportNotification;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sip.SipCoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sound and keys between two audio transports in one process. */
class AudioPathTest {
    private static final double HZ = 440;

    /** A tone with a gap or two, as a busy machine makes them, is purer; by a wrong codec or key it is noise, near 0. */
    private static final double CLEAR = 0.8;

    /** Several times what is needed to tell how pure a tone is, where the machine is busy. */
    private static final double SECONDS = 0.8;

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

    private double carry(MediaBench.Pair pair, boolean forth) throws SipCoreException {
        return pair.carry(dir, HZ, SECONDS, forth);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU,PCMU,8000",
        "PCMA,PCMA,8000",
        "G722,G722,16000",
        "opus,opus,48000",
        "speex,speex,16000",
        "speex/8000,speex,8000",
        "speex/32000,speex,32000",
        "GSM,GSM,8000"
    })
    void carriesATone(String name, String codec, int rate) throws SipCoreException {
        try (MediaBench.Pair pair = bench.pair(List.of(name)).start(Duration.ZERO)) {
            assertThat(pair.b.codec()).contains(codec);
            assertThat(pair.b.sampleRate()).contains(rate);
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);
            assertThat(pair.b.statistics().receivedPackets()).isGreaterThan(25);
            assertThat(pair.b.statistics().lostPackets()).isZero();
            assertThat(pair.a.statistics().sentPackets()).isGreaterThan(25);
            assertThat(pair.rtpB.remoteAddressReceived()).isEqualTo(pair.rtpA.localAddress());
            assertThat(pair.rtpB.remoteAddressInSdp()).isEqualTo(pair.rtpA.localAddress());
        }
    }

    @ParameterizedTest
    @CsvSource({"OPTIONAL,OPTIONAL", "MANDATORY,OPTIONAL", "OPTIONAL,MANDATORY", "MANDATORY,MANDATORY"})
    void encrypts(SrtpPolicy ofA, SrtpPolicy ofB) throws SipCoreException {
        try (MediaBench.Pair pair = bench.new Pair(List.of("PCMU"), ofA, ofB).start(Duration.ZERO)) {
            assertThat(pair.offer.media().get(0).transport())
                    .isEqualTo(ofA == SrtpPolicy.MANDATORY ? "RTP/SAVP" : "RTP/AVP");
            assertThat(pair.offer.media().get(0).attributes().getFirst("crypto", ""))
                    .startsWith("1 AES_CM_128_HMAC_SHA1_80 inline:");
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);
            assertThat(carry(pair, false)).isGreaterThan(CLEAR);
            assertThat(pair.rtpA.srtpActive()).isTrue();
            assertThat(pair.rtpB.srtpSuite()).contains("AES_CM_128_HMAC_SHA1_80");
        }
    }

    @Test
    void goesWithoutEncryptionWhenItIsOptionalAndThePeerHasNone() throws SipCoreException {
        try (MediaBench.Pair pair =
                bench.new Pair(List.of("PCMA"), SrtpPolicy.OPTIONAL, SrtpPolicy.DISABLED).start(Duration.ZERO)) {
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);
            assertThat(pair.rtpA.srtpActive()).isFalse();
            assertThat(pair.rtpA.srtpSuite()).isEmpty();
        }
    }

    @Test
    void refusesAPeerWithoutMandatoryEncryption() {
        assertThatThrownBy(() -> bench.new Pair(List.of("PCMA"), SrtpPolicy.DISABLED, SrtpPolicy.MANDATORY))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("mandatory");
        assertThatThrownBy(() -> bench.new Pair(List.of("PCMA"), SrtpPolicy.MANDATORY, SrtpPolicy.DISABLED))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("RTP/SAVP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PCMU", "opus"})
    void sendsAllDigitsBothWays(String codec) throws SipCoreException {
        try (MediaBench.Pair pair = bench.pair(List.of(codec)).start(Duration.ZERO);
                MediaBench.Seen<AudioTransportNotification.GotDtmf> atB =
                        bench.seen(AudioTransportNotification.GotDtmf.class, pair.b);
                MediaBench.Seen<AudioTransportNotification.GotDtmf> atA =
                        bench.seen(AudioTransportNotification.GotDtmf.class, pair.a)) {
            for (char digit : "0123456789*#ABCD".toCharArray()) {
                pair.a.sendDtmf(digit);
            }
            for (char digit : "d1*".toCharArray()) {
                pair.b.sendDtmf(digit);
            }
            AudioTransportNotification.GotDtmf first = atB.next();
            assertThat(first.timestamp()).isBefore(Instant.now().plusSeconds(1));
            assertThat(first.name()).isEqualTo("RTPAudioTransportGotDTMF");
            StringBuilder got = new StringBuilder().append(first.digit());
            while (got.length() < 16) {
                got.append(atB.next().digit());
            }
            assertThat(got).hasToString("0123456789*#ABCD");
            assertThat("" + atA.next().digit() + atA.next().digit() + atA.next().digit())
                    .isEqualTo("D1*");
            assertThatThrownBy(() -> pair.a.sendDtmf('x'))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("'x'");
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpPolicy.class)
    void directionsAndRestartsKeepSlotAndConnections(SrtpPolicy policy) throws SipCoreException {
        try (MediaBench.Pair pair = bench.new Pair(List.of("G722", "PCMU"), policy, policy)
                .start(Duration.ZERO)
                .secured()) {
            int slot = pair.b.slot().orElseThrow();
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);

            // hold by A, as a re-INVITE does it
            var hold = MediaBench.describe(pair.a.localMedia(true, MediaDirection.SENDONLY));
            var held = MediaBench.describe(pair.b.localMedia(hold, 0, MediaDirection.SENDRECV));
            assertThat(held.direction(0)).isEqualTo(MediaDirection.RECVONLY);
            pair.b.update(held, hold, 0);
            pair.a.update(hold, held, 0);
            assertThat(pair.a.direction()).isEqualTo(MediaDirection.SENDONLY);
            assertThat(pair.b.direction()).isEqualTo(MediaDirection.RECVONLY);
            long before = pair.a.statistics().receivedPackets();
            assertThat(carry(pair, true)).as("the holder may still send").isGreaterThan(CLEAR);
            assertThat(pair.a.statistics().receivedPackets() - before)
                    .as("the held party sends no sound")
                    .isLessThan(10);
            assertThat(pair.b.codec()).contains("G722");

            // another codec: the stream restarts
            var offer = MediaBench.describe(pair.b.localMedia(true, MediaDirection.SENDRECV));
            var pcmu = MediaBench.describe(bench.media
                    .createAudioTransport(pair.mixerA, pair.rtpA, null, 0, List.of("PCMU"))
                    .localMedia(offer, 0, MediaDirection.SENDRECV));
            pair.a.update(pcmu, offer, 0);
            pair.b.update(offer, pcmu, 0);
            assertThat(pair.b.codec()).contains("PCMU");
            assertThat(pair.b.slot()).contains(slot);
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);
            assertThat(carry(pair, false)).isGreaterThan(CLEAR);
            assertThat(pair.b.statistics().receivedPackets()).isGreaterThan(100);
            assertThat(pair.rtpB.srtpActive()).isEqualTo(policy != SrtpPolicy.DISABLED);
        }
    }

    @Test
    void reportsThatNothingComes() throws SipCoreException {
        try (MediaBench.Pair pair = bench.pair(List.of("PCMU"));
                MediaBench.Seen<AudioTransportNotification.DidNotGetRtp> silent =
                        bench.seen(AudioTransportNotification.DidNotGetRtp.class, pair.b)) {
            pair.b.start(pair.answer, pair.offer, 0, Duration.ofMillis(200));
            assertThat(silent.next().gotAny()).isFalse();
            pair.a.start(pair.offer, pair.answer, 0, Duration.ZERO);
            assertThat(carry(pair, true)).isGreaterThan(CLEAR);
            pair.a.stop();
            AudioTransportNotification.DidNotGetRtp last = silent.next();
            while (!last.gotAny()) {
                last = silent.next();
            }
            assertThat(last.sender()).isSameAs(pair.b);
            assertThat(last.timestamp()).isBefore(Instant.now().plusSeconds(1));
            assertThat(last.name()).isEqualTo("RTPAudioTransportDidNotGetRTP");
        }
    }
}
