/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions.PortRange;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Media as the life of the engine goes on around them. */
class DefaultMediaTest {
    @TempDir
    Path dir;

    @Test
    void refusesWithoutARunningEngine() {
        try (EngineHarness harness = new EngineHarness()) {
            DefaultMedia media = new DefaultMedia(harness.engine);
            assertThatThrownBy(media::voice)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("not running");
            assertThatThrownBy(() -> media.createRtpTransport(RtpTransportOptions.PLAIN))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("not running");
        }
    }

    @Test
    void theMixerOfCallsIsOneForEachRunOfTheEngine() throws SipCoreException {
        try (EngineHarness harness = EngineHarness.started()) {
            DefaultMedia media = new DefaultMedia(harness.engine);
            AudioMixer first = media.voice();
            assertThat(media.voice()).isSameAs(first);
            assertThat(first.sampleRate()).isEqualTo(16_000);
            harness.engine.stop().toCompletableFuture().join();
            harness.start(EngineHarness.options());
            media.configureVoice(new AudioMixerOptions(null, null, 8000, 0, 20));
            assertThat(media.voice()).isNotSameAs(first);
            assertThat(media.voice().sampleRate()).isEqualTo(8000);
            assertThat(first.usedSlotCount()).isZero();
        }
    }

    @Test
    void offersTheCodecsOfTheOptionsInTheirOrder() throws SipCoreException {
        try (EngineHarness harness = new EngineHarness()) {
            harness.start(EngineHarness.options().withCodecs(List.of("pcma", "iLBC", "opus")));
            assertThat(harness.engine.options().codecs()).hasSize(3);
            DefaultMedia media = new DefaultMedia(harness.engine);
            RtpTransport rtp = media.createRtpTransport(RtpTransportOptions.PLAIN);
            rtp.setInit();
            AudioTransport audio = media.createAudioTransport(media.voice(), rtp, null, 0, List.of());
            assertThat(audio.localMedia(true, MediaDirection.SENDRECV).formats())
                    .containsExactly("8", "96", "101", "102");
        }
    }

    @Test
    void namesTheRangeWhenNoPortIsLeft() throws IOException {
        int first;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            first = Math.min(free.getLocalPort(), 65_000);
        }
        try (EngineHarness harness = new EngineHarness()) {
            harness.start(EngineHarness.options().withRtpPorts(new PortRange(first, first + 6)));
            assertThat(harness.engine.options().rtpPorts().first()).isEqualTo(first);
            DefaultMedia media = new DefaultMedia(harness.engine);
            List<RtpTransport> taken = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (taken.size() < 4) {
                            taken.add(media.createRtpTransport(RtpTransportOptions.PLAIN));
                        }
                    })
                    .as("seven ports hold three pairs that begin with an even one")
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining(first + "-" + (first + 6))
                    .hasMessageContaining("in use");
            assertThat(taken.stream()
                            .map(rtp -> rtp.localAddress().orElseThrow().getPort() % 2))
                    .allMatch(odd -> odd == 0);
            taken.forEach(RtpTransport::close);
        }
    }

    @Test
    void theEndOfTheEngineEndsWhatJavaForgot() throws SipCoreException {
        Path recording = dir.resolve("recording.wav");
        try (EngineHarness harness = EngineHarness.started()) {
            DefaultMedia media = new DefaultMedia(harness.engine);
            AudioMixer mixer = media.voice();
            RtpTransport rtp = media.createRtpTransport(RtpTransportOptions.PLAIN);
            rtp.setInit();
            AudioTransport audio = media.createAudioTransport(mixer, rtp, null, 0, List.of());
            SdpSession own = SdpSession.of("127.0.0.1")
                    .withConnection(SdpConnection.of("127.0.0.1"))
                    .withMedia(List.of(audio.localMedia(true, MediaDirection.SENDRECV)));
            audio.start(own, own, 0, Duration.ofSeconds(1)); // to itself
            WaveFile tone = media.createWaveFile(mixer, Tones.write(dir.resolve("tone.wav"), 48_000, 440, 30));
            RecordingWaveFile recorder = media.createRecordingWaveFile(mixer, recording);
            tone.start();
            recorder.start();
            mixer.connectSlots(tone.slot().orElseThrow(), audio.slot().orElseThrow());
            mixer.connectSlots(audio.slot().orElseThrow(), recorder.slot().orElseThrow());

            harness.engine.stop().toCompletableFuture().join();

            assertThat(audio.slot()).isEmpty();
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.INVALID);
            assertThat(tone.isActive()).isFalse();
            assertThat(recorder.isActive()).isFalse();
            audio.stop();
            tone.stop();
            recorder.stop();
            rtp.close();
            mixer.close();
            assertThat(recording).isNotEmptyFile();
        }
    }
}
