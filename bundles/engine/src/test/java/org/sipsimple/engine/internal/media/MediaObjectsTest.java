/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixer.Connection;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RecordingWaveFileNotification;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lives and errors of media objects on the real core. */
class MediaObjectsTest {
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

    private static AudioMixer mixer() throws SipCoreException {
        return bench.media.createAudioMixer(AudioMixerOptions.SILENT);
    }

    @Test
    void mixersKnowTheirSlotsAndConnections() throws SipCoreException {
        AudioMixer mixer = mixer();
        try (WaveFile tone = bench.media.createWaveFile(mixer, Tones.write(dir.resolve("a.wav"), 11_025, 300, 5));
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, dir.resolve("b.wav"))) {
            assertThat(mixer.sampleRate()).isEqualTo(16_000);
            assertThat(mixer.slotCount()).isEqualTo(254);
            assertThat(mixer.usedSlotCount()).isEqualTo(1);
            assertThat(mixer.inputDevice()).isEmpty();
            assertThat(mixer.outputDevice()).isEmpty();
            assertThat(mixer.echoTailMillis()).isZero();
            assertThat(tone.slot()).isEmpty();
            tone.start();
            recorder.start();
            assertThat(mixer.usedSlotCount()).isEqualTo(3);
            int from = tone.slot().orElseThrow();
            int to = recorder.slot().orElseThrow();
            mixer.connectSlots(from, to);
            mixer.connectSlots(from, to);
            mixer.connectSlots(to, from);
            assertThat(mixer.connectedSlots()).containsExactly(new Connection(from, to), new Connection(to, from));
            mixer.disconnectSlots(to, from);
            mixer.disconnectSlots(to, from);
            assertThat(mixer.connectedSlots()).containsExactly(new Connection(from, to));
            assertThatThrownBy(() -> mixer.connectSlots(from, 200))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("connect slot " + from + " to 200");
            assertThatThrownBy(() -> mixer.connectSlots(-1, to)).isInstanceOf(SipCoreException.class);
            tone.stop();
            assertThat(tone.isActive()).isFalse();
            assertThat(mixer.connectedSlots()).isEmpty();
            assertThat(mixer.usedSlotCount()).isEqualTo(2);
            mixer.close();
            assertThat(mixer.usedSlotCount()).isZero();
            assertThatThrownBy(() -> mixer.connectSlots(0, 1)).isInstanceOf(SipCoreException.class);
        }
    }

    @Test
    void namesADeviceThatIsNotThereAndGoesOnWithoutAny() throws SipCoreException {
        assertThatThrownBy(() ->
                        bench.media.createAudioMixer(new AudioMixerOptions("Nobody's Headset", null, 16_000, 0, 10)))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("Nobody's Headset");
        MediaFactory.AudioDevices devices = bench.media.audioDevices(true);
        assertThat(devices.inputs()).doesNotContain("Nobody's Headset");
        assertThat(devices.outputs()).doesNotContain("Nobody's Headset");
        try (AudioMixer mixer = mixer()) {
            assertThatThrownBy(() -> mixer.setSoundDevices(null, "Nobody's Speaker", 200))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("Nobody's Speaker");
            assertThat(mixer.outputDevice()).isEmpty();
            assertThat(purityOf(mixer, 16_000)).isGreaterThan(0.9);
            mixer.setSoundDevices(null, null, 0);
            assertThat(purityOf(mixer, 16_000)).isGreaterThan(0.9);
        }
    }

    @Test
    void volumesAreKept() throws SipCoreException {
        try (AudioMixer mixer = mixer()) {
            mixer.setInputVolume(50);
            mixer.setOutputVolume(150);
            mixer.setMuted(true);
            assertThat(mixer.inputVolume()).isEqualTo(50);
            assertThat(mixer.outputVolume()).isEqualTo(150);
            assertThat(mixer.isMuted()).isTrue();
            assertThatThrownBy(() -> mixer.setInputVolume(-1)).isInstanceOf(SipCoreException.class);
            assertThatThrownBy(() -> mixer.setOutputVolume(1000)).isInstanceOf(SipCoreException.class);
        }
    }

    @Test
    void volumesThatCouldNotBeSetAreNotKept() throws SipCoreException {
        AudioMixer mixer = mixer();
        mixer.setInputVolume(50);
        mixer.close();
        assertThatThrownBy(() -> mixer.setInputVolume(70)).isInstanceOf(SipCoreException.class);
        assertThatThrownBy(() -> mixer.setOutputVolume(70)).isInstanceOf(SipCoreException.class);
        assertThatThrownBy(() -> mixer.setMuted(true)).isInstanceOf(SipCoreException.class);
        assertThat(mixer.inputVolume()).isEqualTo(50);
        assertThat(mixer.outputVolume()).isEqualTo(100);
        assertThat(mixer.isMuted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void playsAllUsualRates(int rate) throws SipCoreException {
        try (AudioMixer mixer = mixer()) {
            assertThat(purityOf(mixer, rate)).isGreaterThan(0.9);
        }
    }

    private double purityOf(AudioMixer mixer, int rate) throws SipCoreException {
        Path recording = dir.resolve("recording.wav");
        try (WaveFile tone = bench.media.createWaveFile(mixer, Tones.write(dir.resolve("tone.wav"), rate, 440, 0.7));
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, recording);
                var finished = bench.seen(WaveFileNotification.DidFinishPlaying.class, tone)) {
            assertThat(tone.mixer()).isSameAs(mixer);
            assertThat(recorder.mixer()).isSameAs(mixer);
            assertThat(recorder.file()).isEqualTo(recording);
            recorder.start();
            tone.start();
            mixer.connectSlots(tone.slot().orElseThrow(), recorder.slot().orElseThrow());
            finished.next();
        }
        return Tones.purity(recording, 440);
    }

    @Test
    void aMixerIsFullWhenItsSlotsAre() throws SipCoreException {
        try (AudioMixer mixer = bench.media.createAudioMixer(new AudioMixerOptions(null, null, 8000, 0, 2));
                RecordingWaveFile first = bench.media.createRecordingWaveFile(mixer, dir.resolve("1.wav"));
                RecordingWaveFile second = bench.media.createRecordingWaveFile(mixer, dir.resolve("2.wav"))) {
            first.start();
            assertThatThrownBy(second::start)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("2.wav");
            first.stop();
            second.start();
            assertThat(second.slot()).isEqualTo(java.util.Optional.of(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RIFF",
                "RIFF....WAVE",
                "RIFF....WAVEdata....",
                "RIFF\1\1\1\1WAVEfmt \20\0\0\0\1\0\0\0\100\37\0\0\0\0\0\0\0\0\20\0data\20\0\0\0................",
                "RIFF\1\1\1\1WAVEfmt \20\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\2\0\20\0data\20\0\0\0................",
                "RIFF\1\1\1\1WAVEfmt \20\0\0\0\125\0\1\0\100\37\0\0\0\0\0\0\2\0\20\0data\20\0\0\0................",
                "this is no WAV file at all, but it is long enough to be one by its size only"
            })
    void saysWhichWaveFileIsBad(String content) throws IOException, SipCoreException {
        Path file = Files.write(dir.resolve("bad 100%p.wav"), content.getBytes(StandardCharsets.ISO_8859_1));
        try (AudioMixer mixer = mixer();
                WaveFile wave = bench.media.createWaveFile(mixer, file)) {
            assertThatThrownBy(wave::start).isInstanceOf(SipCoreException.class).hasMessageContaining(file.toString());
            assertThat(wave.isActive()).isFalse();
            Tones.write(file, 8000, 500, 0.1);
            wave.start();
            assertThat(wave.isActive()).isTrue();
        }
    }

    @Test
    void saysWhichFileCannotBeOpened() throws SipCoreException {
        try (AudioMixer mixer = mixer();
                WaveFile missing = bench.media.createWaveFile(mixer, dir.resolve("none.wav"));
                WaveFile directory = bench.media.createWaveFile(mixer, dir);
                RecordingWaveFile nowhere = bench.media.createRecordingWaveFile(mixer, dir.resolve("no/where.wav"));
                RecordingWaveFile full = bench.media.createRecordingWaveFile(mixer, Path.of("/dev/full"))) {
            assertThatThrownBy(missing::start).hasMessageContaining("none.wav").hasMessageContaining("No such file");
            assertThatThrownBy(directory::start).hasMessageContaining(dir.toString());
            assertThatThrownBy(nowhere::start)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("no/where.wav");
            assertThatThrownBy(full::start)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("/dev/full")
                    .hasMessageContaining("No space left");
            assertThat(nowhere.isActive()).isFalse();
        }
    }

    @Test
    void playsAgainAndChangesVolume() throws SipCoreException {
        try (AudioMixer mixer = mixer();
                WaveFile tone = bench.media.createWaveFile(mixer, Tones.write(dir.resolve("a.wav"), 8000, 440, 0.4));
                var finished = bench.seen(WaveFileNotification.DidFinishPlaying.class, tone)) {
            assertThat(tone.volume()).isEqualTo(100);
            assertThat(tone.file()).isEqualTo(dir.resolve("a.wav"));
            tone.setVolume(50);
            for (int i = 0; i < 2; i++) {
                tone.start();
                assertThatThrownBy(tone::start).isInstanceOf(SipCoreException.class);
                tone.setVolume(80 + i);
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                WaveFileNotification.DidFinishPlaying end = finished.next();
                assertThat(end.sender()).isSameAs(tone);
                assertThat(end.timestamp()).isBefore(Instant.now().plusSeconds(1));
                assertThat(tone.isActive()).isFalse();
            }
            assertThat(tone.volume()).isEqualTo(81);
            assertThatThrownBy(() -> tone.setVolume(-1)).isInstanceOf(SipCoreException.class);
            tone.start();
            tone.stop();
            tone.stop();
            assertThat(finished.soFar()).isEmpty();
        }
    }

    @Test
    void transportsFollowTheirStates() throws SipCoreException {
        RtpTransport rtp = bench.media.createRtpTransport(RtpTransportOptions.PLAIN.withSrtp(SrtpPolicy.OPTIONAL));
        try (AudioMixer mixer = mixer();
                var seen = bench.seen(RtpTransportNotification.class, rtp)) {
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.NULL);
            assertThat(rtp.localAddress().orElseThrow().getPort())
                    .isBetween(MediaBench.RTP_PORTS.first(), MediaBench.RTP_PORTS.last())
                    .isEven();
            var audio = bench.media.createAudioTransport(mixer, rtp, null, 0, List.of());
            assertThatThrownBy(() -> audio.localMedia(true, MediaDirection.SENDRECV))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("NULL");
            rtp.setInit();
            assertThat(seen.next()).isInstanceOfSatisfying(RtpTransportNotification.DidInitialize.class, n -> {
                assertThat(n.timestamp()).isBefore(Instant.now().plusSeconds(1));
                assertThat(n.name()).isEqualTo("RTPTransportDidInitialize");
            });
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.INIT);
            var first = audio.localMedia(true, MediaDirection.SENDRECV);
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.LOCAL);
            assertThat(audio.localMedia(true, MediaDirection.SENDRECV)
                            .attributes()
                            .getAll("crypto"))
                    .as("keys stay")
                    .isEqualTo(first.attributes().getAll("crypto"))
                    .hasSize(4);
            rtp.setInit();
            seen.next();
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.INIT);
            assertThat(rtp.srtpActive()).isFalse();
            assertThat(rtp.iceActive()).isFalse();
            rtp.close();
            rtp.close();
            assertThat(rtp.state()).isEqualTo(RtpTransport.State.INVALID);
            assertThat(rtp.localAddress()).isEmpty();
            assertThatThrownBy(rtp::setInit).isInstanceOf(SipCoreException.class);
            assertThatThrownBy(() -> audio.localMedia(true, MediaDirection.SENDRECV))
                    .isInstanceOf(SipCoreException.class);
        }
    }

    @Test
    void transportsExchangeDescriptionsByThemselves() throws SipCoreException {
        RtpTransportOptions options = RtpTransportOptions.PLAIN.withSrtp(SrtpPolicy.OPTIONAL);
        try (RtpTransport a = bench.media.createRtpTransport(options);
                RtpTransport b = bench.media.createRtpTransport(options)) {
            assertThat(a.srtpPolicy()).isEqualTo(SrtpPolicy.OPTIONAL);
            a.setInit();
            b.setInit();
            SdpSession offer = a.setLocal(plain(a), 0);
            assertThat(offer.media().get(0).attributes().getAll("crypto")).hasSize(4);
            SdpSession answer = b.setEstablished(plain(b), offer, 0);
            assertThat(answer.media().get(0).attributes().getAll("crypto")).hasSize(1);
            assertThat(a.setEstablished(offer, answer, 0)).isEqualTo(offer);
            assertThat(a.state()).isEqualTo(RtpTransport.State.ESTABLISHED);
            assertThat(b.state()).isEqualTo(RtpTransport.State.ESTABLISHED);
            assertThat(a.srtpActive()).isTrue();
            assertThat(b.srtpActive()).isTrue();
            assertThat(a.remoteAddressInSdp()).isEqualTo(b.localAddress());
            assertThat(a.remoteAddressReceived()).as("nothing was sent").isEmpty();
            assertThatThrownBy(() -> a.setLocal(offer, 1)).isInstanceOf(SipCoreException.class);
        }
    }

    @Test
    void aTransportServesAnotherStreamAfterTheFirst() throws SipCoreException {
        try (var pair = bench.new Pair(List.of("PCMU"), SrtpPolicy.OPTIONAL, SrtpPolicy.OPTIONAL).start(Duration.ZERO);
                var seen = bench.seen(RtpTransportNotification.class, pair.rtpA)) {
            pair.a.stop();
            pair.rtpA.setInit();
            assertThat(seen.next()).isInstanceOf(RtpTransportNotification.DidInitialize.class);
            assertThat(pair.rtpA.state()).isEqualTo(RtpTransport.State.INIT);
            var next = bench.media.createAudioTransport(pair.mixerA, pair.rtpA, pair.answer, 0, List.of());
            SdpSession again = MediaBench.describe(next.localMedia(false, MediaDirection.SENDRECV));
            assertThat(again.media().get(0).attributes().getAll("crypto"))
                    .as("new keys")
                    .isNotEqualTo(pair.offer.media().get(0).attributes().getAll("crypto"));
            next.start(again, pair.answer, 0, Duration.ZERO);
            pair.rtpA.setInit();
            assertThat(seen.next())
                    .isInstanceOfSatisfying(
                            RtpTransportNotification.DidFail.class,
                            failure -> assertThat(failure.reason()).contains("busy"));
            next.stop();
        }
    }

    @Test
    void tellsWhenTheDiskTakesNoMore() throws Exception {
        try (AudioMixer mixer = mixer();
                WaveFile tone = bench.media.createWaveFile(mixer, Tones.write(dir.resolve("a.wav"), 16_000, 440, 20));
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, dir.resolve("b.wav"));
                var failed = bench.seen(RecordingWaveFileNotification.DidFail.class, recorder)) {
            limitFileSize("10000");
            try {
                recorder.start();
                tone.start();
                mixer.connectSlots(tone.slot().orElseThrow(), recorder.slot().orElseThrow());
                RecordingWaveFileNotification.DidFail failure = failed.next();
                assertThat(failure.reason()).contains("b.wav").contains("File too large");
                recorder.stop();
            } finally {
                limitFileSize("unlimited");
            }
            assertThat(failed.soFar()).isEmpty();
        }
    }

    /** Limits the files of this process, as a full disk or a quota would. */
    private static void limitFileSize(String bytes) throws Exception {
        Process prlimit = new ProcessBuilder(
                        "prlimit",
                        "--pid",
                        Long.toString(ProcessHandle.current().pid()),
                        "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).as("prlimit of package util-linux").isZero();
    }

    private static SdpSession plain(RtpTransport rtp) {
        int port = rtp.localAddress().orElseThrow().getPort();
        return MediaBench.describe(SdpMedia.of("audio", port, "RTP/AVP", List.of("0")));
    }

    @Test
    void namesTheAddressThatCannotBeBound() {
        assertThatThrownBy(
                        () -> bench.media.createRtpTransport(RtpTransportOptions.PLAIN.withLocalAddress("192.0.2.1")))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("192.0.2.1");
    }

    @Test
    void audioTransportsRefuseWhatTheyCannotDo() throws SipCoreException {
        try (var pair = bench.pair(List.of("PCMU"))) {
            assertThat(pair.a.slot()).isEmpty();
            assertThat(pair.a.codec()).isEmpty();
            assertThatThrownBy(() -> pair.a.sendDtmf('1')).isInstanceOf(SipCoreException.class);
            assertThatThrownBy(() -> pair.a.updateDirection(MediaDirection.INACTIVE))
                    .isInstanceOf(SipCoreException.class);
            assertThatThrownBy(() -> pair.a.localMedia(false, MediaDirection.SENDRECV))
                    .hasMessageContaining("no offer");
            var pcma = MediaBench.describe(SdpMedia.of("audio", 4000, "RTP/AVP", List.of("8")));
            assertThatThrownBy(() -> pair.a.localMedia(pcma, 0, MediaDirection.SENDRECV))
                    .hasMessageContaining("PCMA");
            assertThatThrownBy(() -> pair.a.start(pair.offer, pcma, 0, Duration.ZERO))
                    .hasMessageContaining("no codec");
            var refused = MediaBench.describe(pair.answer.media().get(0).withPort(0));
            assertThatThrownBy(() -> pair.a.start(pair.offer, refused, 0, Duration.ZERO))
                    .hasMessageContaining("refused");
            assertThatThrownBy(() -> pair.a.start(pair.offer, pair.answer, 1, Duration.ZERO))
                    .isInstanceOf(SipCoreException.class);
            assertThat(pair.a.isStarted()).isFalse();
            pair.a.setVolume(120);
            assertThat(pair.a.volume()).isEqualTo(120);
            pair.a.start(pair.offer, pair.answer, 0, Duration.ZERO);
            assertThat(pair.a.isActive()).isTrue();
            pair.a.setVolume(80);
            assertThat(pair.a.mixer()).isSameAs(pair.mixerA);
            assertThat(pair.a.transport()).isSameAs(pair.rtpA);
            assertThatThrownBy(() -> pair.a.start(pair.offer, pair.answer, 0, Duration.ZERO))
                    .hasMessageContaining("started before");
            pair.a.stop();
            pair.a.stop();
            assertThat(pair.a.isActive()).isFalse();
            assertThat(pair.a.isStarted()).isTrue();
            assertThat(pair.a.slot()).isEmpty();
            assertThatThrownBy(() -> bench.media.createAudioTransport(pair.mixerA, pair.rtpA, null, 0, List.of("iLBC")))
                    .hasMessageContaining("iLBC");
        }
    }

    @Test
    void leavesNothingBehind() throws SipCoreException, IOException {
        Path file = Tones.write(dir.resolve("tone.wav"), 8000, 440, 1);
        for (int i = 0; i < 5; i++) {
            cycle(file, i);
        }
        Map<String, Long> before = bench.counters();
        long descriptors = descriptors();
        for (int i = 0; i < 200; i++) {
            cycle(file, i);
        }
        assertThat(bench.counters()).isEqualTo(before);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (descriptors() > descriptors && System.nanoTime() < end) {
            Thread.onSpinWait(); // what a media thread has in its hands is closed in a moment
        }
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
    }

    private void cycle(Path file, int number) throws SipCoreException {
        SrtpPolicy policy = SrtpPolicy.values()[number % SrtpPolicy.values().length];
        try (var pair = bench.new Pair(List.of(number % 2 == 0 ? "opus" : "PCMU"), policy, policy)
                        .start(Duration.ofSeconds(5));
                WaveFile tone = bench.media.createWaveFile(pair.mixerA, file);
                RecordingWaveFile recorder =
                        bench.media.createRecordingWaveFile(pair.mixerB, dir.resolve("recording.wav"))) {
            tone.start();
            recorder.start();
            pair.mixerA.connectSlots(tone.slot().orElseThrow(), pair.a.slot().orElseThrow());
            pair.mixerB.connectSlots(
                    pair.b.slot().orElseThrow(), recorder.slot().orElseThrow());
            pair.a.sendDtmf('1');
        }
    }

    /** Without the archives that the JVM opens when it first needs a class of them. */
    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> !target(descriptor).endsWith(".jar"))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return ".jar";
        }
    }
}
