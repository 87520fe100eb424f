/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.IceState;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportNotification.DidFail;
import org.sipsimple.api.media.RtpTransportNotification.DidInitialize;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationDidFail;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationDidSucceed;
import org.sipsimple.api.media.RtpTransportNotification.IceNegotiationStateDidChange;
import org.sipsimple.api.media.RtpTransportNotification.SrtpDidStart;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.media.ToneGeneratorNotification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** ICE between transports of one host, with the loopback address as the only candidate. */
class IceTransportTest {
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

    /** A transport and what it has reported. */
    private static final class Side implements AutoCloseable {
        final RtpTransport rtp;
        final AudioMixer mixer = bench.media.createAudioMixer(AudioMixerOptions.SILENT);
        final BlockingQueue<RtpTransportNotification> reports = new LinkedBlockingQueue<>();
        final MediaBench.Seen<SrtpDidStart> keys;
        private final Observation observation;
        AudioTransport audio;

        Side(RtpTransportOptions options) throws SipCoreException {
            rtp = bench.media.createRtpTransport(options);
            keys = bench.seen(SrtpDidStart.class, rtp);
            observation = bench.notifications.observe(RtpTransportNotification.class, rtp, reports::add);
        }

        Side ready() throws SipCoreException {
            rtp.setInit();
            await(DidInitialize.class::isInstance);
            return this;
        }

        RtpTransportNotification await(Predicate<RtpTransportNotification> wanted) {
            try {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MediaBench.WAIT_SECONDS);
                RtpTransportNotification next;
                while ((next = reports.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
                    if (wanted.test(next)) {
                        return next;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("the notification did not come");
        }

        IceState nextState() {
            return ((IceNegotiationStateDidChange) await(IceNegotiationStateDidChange.class::isInstance)).state();
        }

        void leave() {
            if (audio != null) {
                audio.close();
            }
            rtp.close();
            mixer.close();
            observation.close();
            keys.close();
        }

        @Override
        public void close() {
            leave();
        }
    }

    private static RtpTransportOptions ice(SrtpPolicy srtp) {
        return RtpTransportOptions.PLAIN.withSrtp(srtp).withIce(IceOptions.HOST_ONLY);
    }

    private static void call(Side a, Side b) throws SipCoreException {
        a.audio = bench.media.createAudioTransport(a.mixer, a.rtp, null, 0, List.of("PCMA"));
        SdpSession offer = MediaBench.describe(a.audio.localMedia(true, MediaDirection.SENDRECV));
        b.audio = bench.media.createAudioTransport(b.mixer, b.rtp, offer, 0, List.of());
        SdpSession answer = MediaBench.describe(b.audio.localMedia(false, MediaDirection.SENDRECV));
        b.audio.start(answer, offer, 0, Duration.ZERO);
        a.audio.start(offer, answer, 0, Duration.ZERO);
    }

    private void hears(Side from, Side to, double hz) throws SipCoreException {
        Path file = dir.resolve(hz + ".wav");
        try (ToneGenerator tones = bench.media.createToneGenerator(from.mixer);
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(to.mixer, file);
                MediaBench.Seen<ToneGeneratorNotification> ended = bench.seen(ToneGeneratorNotification.class, tones)) {
            tones.start();
            recorder.start();
            to.mixer.connectSlots(to.audio.slot().orElseThrow(), recorder.slot().orElseThrow());
            from.mixer.connectSlots(
                    tones.slot().orElseThrow(), from.audio.slot().orElseThrow());
            tones.playTones(List.of(new Tone((int) hz, 0, Duration.ofMillis(800))));
            ended.next();
            recorder.stop();
        }
        assertThat(Tones.purity(file, hz)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(SrtpPolicy.class)
    void findsTheWayAndCarriesATone(SrtpPolicy srtp) throws SipCoreException {
        try (Side a = new Side(ice(srtp));
                Side b = new Side(ice(srtp))) {
            assertThat(a.rtp.state()).isEqualTo(RtpTransport.State.NULL);
            assertThat(a.rtp.iceOptions()).contains(IceOptions.HOST_ONLY);
            a.rtp.setInit();
            assertThat(a.nextState()).isEqualTo(IceState.GATHERING);
            assertThat(a.nextState()).isEqualTo(IceState.GATHERED);
            a.await(DidInitialize.class::isInstance);
            assertThat(a.rtp.state()).isEqualTo(RtpTransport.State.INIT);
            assertThat(a.rtp.localAddress())
                    .hasValueSatisfying(address ->
                            assertThat(address.getAddress().isLoopbackAddress()).isTrue());
            b.ready();
            call(a, b);
            assertThat(a.nextState()).isEqualTo(IceState.NEGOTIATING);
            assertThat(a.nextState()).isEqualTo(IceState.RUNNING);
            IceNegotiationDidSucceed success =
                    (IceNegotiationDidSucceed) a.await(IceNegotiationDidSucceed.class::isInstance);
            b.await(IceNegotiationDidSucceed.class::isInstance);
            assertThat(success.duration()).isPositive().isLessThan(Duration.ofSeconds(20));
            assertThat(success.localCandidates()).extracting(IceCandidate::type).containsOnly(IceCandidate.Type.HOST);
            assertThat(success.localCandidates())
                    .extracting(IceCandidate::component)
                    .containsExactlyInAnyOrder(1, 2);
            assertThat(success.remoteCandidates()).hasSize(2);
            assertThat(success.connectivityChecks()).hasSize(2).allMatch(check -> check.nominated());
            assertThat(success.chosenRemote().rtpAddress())
                    .isEqualTo(b.rtp.localAddress().orElseThrow());
            assertThat(success.chosenLocal().rtpType()).isEqualTo(IceCandidate.Type.HOST);
            assertThat(success.name()).isEqualTo("RTPTransportICENegotiationDidSucceed");
            assertThat(a.rtp.iceActive()).isTrue();
            assertThat(a.rtp.remoteAddressIce()).isEqualTo(b.rtp.localAddress());
            assertThat(a.rtp.localCandidateType()).contains(IceCandidate.Type.HOST);
            assertThat(a.rtp.remoteCandidateType()).contains(IceCandidate.Type.HOST);
            if (srtp == SrtpPolicy.DTLS) {
                a.keys.next();
                b.keys.next();
            }
            assertThat(a.rtp.srtpActive()).isEqualTo(srtp != SrtpPolicy.DISABLED);
            hears(a, b, 700);
            hears(b, a, 1100);
            assertThat(b.rtp.remoteAddressReceived()).isEqualTo(a.rtp.localAddress());
        }
    }

    @Test
    void offersCandidatesWithItsAddress() throws SipCoreException {
        try (Side a = new Side(ice(SrtpPolicy.DISABLED)).ready()) {
            a.audio = bench.media.createAudioTransport(a.mixer, a.rtp, null, 0, List.of("PCMU"));
            SdpMedia offer = a.audio.localMedia(true, MediaDirection.SENDRECV);
            assertThat(offer.hasIceProposal()).isTrue();
            assertThat(offer.port())
                    .isEqualTo(a.rtp.localAddress().orElseThrow().getPort());
            assertThat(offer.attributes().has("ice-ufrag")).isTrue();
            assertThat(offer.attributes().has("ice-pwd")).isTrue();
            assertThat(offer.attributes().getAll("candidate")).hasSize(2).allMatch(line -> line.endsWith("typ host"));
            assertThat(offer.attributes().getFirst("rtcp")).isPresent();
        }
    }

    @Test
    void talksToAPeerWithoutIce() throws SipCoreException {
        try (Side a = new Side(ice(SrtpPolicy.DISABLED)).ready();
                Side b = new Side(RtpTransportOptions.PLAIN).ready()) {
            call(a, b);
            hears(a, b, 700);
            hears(b, a, 900);
            assertThat(a.rtp.iceActive()).isFalse();
            assertThat(a.rtp.remoteAddressIce()).isEmpty();
        }
        try (Side a = new Side(RtpTransportOptions.PLAIN).ready();
                Side b = new Side(ice(SrtpPolicy.DISABLED)).ready()) {
            call(a, b);
            hears(a, b, 800);
            hears(b, a, 1000);
        }
    }

    @Test
    void aTransportWithIceServesAnotherStreamAfterTheFirst() throws SipCoreException {
        try (Side a = new Side(ice(SrtpPolicy.DISABLED)).ready();
                Side b = new Side(ice(SrtpPolicy.DISABLED)).ready();
                Side c = new Side(ice(SrtpPolicy.DISABLED)).ready()) {
            call(a, b);
            a.await(IceNegotiationDidSucceed.class::isInstance);
            a.audio.close();
            a.ready();
            assertThat(a.rtp.iceActive()).isFalse();
            call(a, c);
            a.await(IceNegotiationDidSucceed.class::isInstance);
            hears(a, c, 800);
        }
    }

    @Test
    void saysThatNoPairWorks() throws SipCoreException {
        try (Side a = new Side(ice(SrtpPolicy.DISABLED)).ready();
                Side b = new Side(ice(SrtpPolicy.DISABLED)).ready()) {
            a.audio = bench.media.createAudioTransport(a.mixer, a.rtp, null, 0, List.of("PCMA"));
            SdpSession offer = MediaBench.describe(a.audio.localMedia(true, MediaDirection.SENDRECV));
            b.audio = bench.media.createAudioTransport(b.mixer, b.rtp, offer, 0, List.of());
            SdpSession answer = MediaBench.describe(b.audio.localMedia(false, MediaDirection.SENDRECV));
            b.leave(); // there is nobody to answer checks
            a.audio.start(offer, answer, 0, Duration.ZERO);
            IceNegotiationDidFail failure = (IceNegotiationDidFail) a.await(IceNegotiationDidFail.class::isInstance);
            assertThat(failure.reason()).isNotEmpty();
            assertThat(failure.name()).isEqualTo("RTPTransportICENegotiationDidFail");
            assertThat(a.rtp.iceActive()).isFalse();
            assertThat(a.rtp.localCandidateType()).isEmpty();
        }
    }

    @Test
    void failsWhenNoServerAnswers() throws SipCoreException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        IceOptions options = new IceOptions(List.of(nobody), null);
        try (Side a = new Side(RtpTransportOptions.PLAIN.withIce(options))) {
            assertThat(a.rtp.iceOptions().flatMap(IceOptions::stunServer)).contains(nobody);
            a.rtp.setInit();
            assertThat(a.rtp.state()).isEqualTo(RtpTransport.State.WAIT_STUN);
            assertThatThrownBy(() -> a.rtp.setLocal(SdpSession.of("127.0.0.1"), 0))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("WAIT_STUN");
            DidFail failure = (DidFail) a.await(DidFail.class::isInstance);
            assertThat(failure.reason()).startsWith("gather candidates");
            assertThat(failure.timestamp()).isNotNull();
            assertThat(a.rtp.state()).isEqualTo(RtpTransport.State.INVALID);
        }
    }

    @Test
    void serversAreAddressesAndPasswordsAreNotPrinted() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("stun.example.org", 3478);
        assertThatThrownBy(() -> IceOptions.withStun(name)).isInstanceOf(IllegalArgumentException.class);
        IceOptions.TurnServer turn = new IceOptions.TurnServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 3478),
                IceOptions.TurnTransport.UDP,
                "alice",
                "secret");
        assertThat(IceOptions.HOST_ONLY.withTurn(turn).toString())
                .contains("alice")
                .doesNotContain("secret");
    }
}
