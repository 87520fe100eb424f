/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixer.Connection;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.MixerPort;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.media.ToneGeneratorNotification;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mixer ports and tone generators on the real core. */
class SlotPortsTest {
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
    void aMixerPortGivesWhatItGets() throws SipCoreException {
        try (AudioMixer mixer = mixer();
                MixerPort port = bench.media.createMixerPort(mixer);
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, dir.resolve("b.wav"));
                WaveFile tone = bench.media.createWaveFile(mixer, Tones.write(dir.resolve("a.wav"), 16_000, 500, 1));
                MediaBench.Seen<WaveFileNotification> ended = bench.seen(WaveFileNotification.class, tone)) {
            assertThat(port.isActive()).isFalse();
            assertThat(port.slot()).isEmpty();
            assertThat(port.mixer()).isSameAs(mixer);
            port.start();
            assertThat(port.isActive()).isTrue();
            recorder.start();
            tone.start();
            mixer.connectSlots(port.slot().orElseThrow(), recorder.slot().orElseThrow());
            mixer.connectSlots(tone.slot().orElseThrow(), port.slot().orElseThrow());
            ended.next();
            recorder.stop();
        }
        assertThat(Tones.purity(dir.resolve("b.wav"), 500)).isGreaterThan(0.99);
    }

    @Test
    void aMixerPortGivesUpItsSlotAndConnections() throws SipCoreException {
        Map<String, Long> before = bench.counters();
        try (AudioMixer mixer = mixer();
                MixerPort port = bench.media.createMixerPort(mixer)) {
            port.start();
            int slot = port.slot().orElseThrow();
            mixer.connectSlots(slot, slot);
            assertThat(mixer.connectedSlots()).containsExactly(new Connection(slot, slot));
            assertThatThrownBy(port::start)
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("start a mixer port");
            port.stop();
            port.stop();
            assertThat(port.slot()).isEmpty();
            assertThat(mixer.connectedSlots()).isEmpty();
            assertThat(mixer.usedSlotCount()).isEqualTo(1);
            port.start();
            assertThat(mixer.usedSlotCount()).isEqualTo(2);
        }
        assertThat(bench.counters()).isEqualTo(before);
    }

    @Test
    void portsNeedAMixerThatIsThere() throws SipCoreException {
        AudioMixer mixer = mixer();
        mixer.close();
        assertThatThrownBy(() -> bench.media.createMixerPort(mixer).start()).isInstanceOf(SipCoreException.class);
        ToneGenerator tones = bench.media.createToneGenerator(mixer);
        assertThatThrownBy(tones::start).isInstanceOf(SipCoreException.class);
        assertThat(tones.isActive()).isFalse();
    }

    @Test
    void playsTonesOneAfterTheOther() throws SipCoreException {
        Path file = dir.resolve("tones.wav");
        try (AudioMixer mixer = mixer();
                ToneGenerator tones = bench.media.createToneGenerator(mixer);
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, file);
                MediaBench.Seen<ToneGeneratorNotification> ended = bench.seen(ToneGeneratorNotification.class, tones)) {
            assertThat(tones.mixer()).isSameAs(mixer);
            assertThat(tones.isBusy()).isFalse();
            assertThatThrownBy(() -> tones.playTones(List.of(new Tone(400, 0, Duration.ofMillis(20)))))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("not started");
            tones.start();
            recorder.start();
            Instant start = bench.core.scheduler().now();
            tones.playTones(List.of(
                    new Tone(600, 0, Duration.ofMillis(400)),
                    Tone.pause(Duration.ofMillis(100)),
                    new Tone(900, 0, Duration.ofMillis(400))));
            tones.playTones(List.of(new Tone(1300, 0, Duration.ofMillis(400))));
            assertThat(tones.isBusy()).isTrue();
            assertThat(tones.isActive()).isTrue();
            mixer.connectSlots(tones.slot().orElseThrow(), recorder.slot().orElseThrow());
            ToneGeneratorNotification.DidFinishPlaying last = (ToneGeneratorNotification.DidFinishPlaying) ended.next();
            assertThat(last.sender()).isSameAs(tones);
            assertThat(last.name()).isEqualTo("ToneGeneratorDidFinishPlaying");
            assertThat(last.timestamp()).isAfterOrEqualTo(start);
            assertThat(tones.isBusy()).isFalse();
            assertThat(ended.soFar()).as("one for all that was queued").isEmpty();
            recorder.stop();
        }
        for (double hz : new double[] {600, 900, 1300}) {
            assertThat(Tones.purity(file, hz)).as("%s Hz", hz).isGreaterThan(0.98);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,697,1209", "5,770,1336", "9,852,1477", "0,941,1336", "*,941,1209", "'#',941,1477", "d,941,1633"})
    void playsTheTwoTonesOfAKey(char digit, double low, double high) throws SipCoreException {
        Path file = dir.resolve("key.wav");
        try (AudioMixer mixer = mixer();
                ToneGenerator tones = bench.media.createToneGenerator(mixer);
                RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, file);
                MediaBench.Seen<ToneGeneratorNotification> ended = bench.seen(ToneGeneratorNotification.class, tones)) {
            tones.start();
            recorder.start();
            mixer.connectSlots(tones.slot().orElseThrow(), recorder.slot().orElseThrow());
            tones.playDtmf(digit);
            ended.next();
            recorder.stop();
        }
        assertThat(Tones.purity(file, low)).isBetween(0.4, 0.6);
        assertThat(Tones.purity(file, high)).isBetween(0.4, 0.6);
    }

    @Test
    void generatorsOfSeveralMixersRunSideBySide() throws SipCoreException {
        int count = 6;
        List<AutoCloseable> all = new ArrayList<>();
        List<MediaBench.Seen<ToneGeneratorNotification>> ends = new ArrayList<>();
        List<RecordingWaveFile> recorders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AudioMixer mixer = mixer();
            ToneGenerator tones = bench.media.createToneGenerator(mixer);
            RecordingWaveFile recorder = bench.media.createRecordingWaveFile(mixer, dir.resolve(i + ".wav"));
            ends.add(bench.seen(ToneGeneratorNotification.class, tones));
            recorders.add(recorder);
            all.add(tones);
            all.add(mixer);
            tones.start();
            recorder.start();
            mixer.connectSlots(tones.slot().orElseThrow(), recorder.slot().orElseThrow());
            tones.playTones(List.of(new Tone(500 + i * 200, 0, Duration.ofMillis(600))));
        }
        ends.forEach(MediaBench.Seen::next);
        recorders.forEach(RecordingWaveFile::stop);
        for (int i = 0; i < count; i++) {
            assertThat(Tones.purity(dir.resolve(i + ".wav"), 500 + i * 200)).isGreaterThan(0.98);
        }
        all.forEach(SlotPortsTest::close);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStoppedGeneratorForgetsItsTonesAndIsSilent() throws SipCoreException {
        try (AudioMixer mixer = mixer();
                ToneGenerator tones = bench.media.createToneGenerator(mixer);
                MediaBench.Seen<ToneGeneratorNotification> ended = bench.seen(ToneGeneratorNotification.class, tones)) {
            tones.setVolume(50);
            tones.start();
            assertThat(tones.volume()).isEqualTo(50);
            tones.setVolume(80);
            assertThat(tones.volume()).isEqualTo(80);
            mixer.connectSlots(tones.slot().orElseThrow(), 0);
            tones.playTones(List.of(new Tone(500, 0, Duration.ofSeconds(50))));
            tones.stop();
            assertThat(tones.isBusy()).isFalse();
            assertThat(tones.slot()).isEmpty();
            tones.start();
            mixer.connectSlots(tones.slot().orElseThrow(), 0);
            tones.playTones(List.of(new Tone(500, 0, Duration.ofMillis(1))));
            ended.next();
            assertThat(ended.soFar()).isEmpty();
        }
    }

    @Test
    void tellsWhatIsNoTone() throws SipCoreException {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Tone(-1, 0, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tone(0, 24_001, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tone(400, 0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tone(400, 0, Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
        try (AudioMixer mixer = mixer();
                ToneGenerator tones = bench.media.createToneGenerator(mixer)) {
            tones.start();
            assertThatThrownBy(() -> tones.playDtmf('x'))
                    .isInstanceOf(SipCoreException.class)
                    .hasMessageContaining("'x'");
            List<Tone> many = java.util.Collections.nCopies(257, new Tone(400, 0, second));
            assertThatThrownBy(() -> tones.playTones(many)).isInstanceOf(SipCoreException.class);
            assertThat(tones.isBusy()).isFalse();
            tones.playTones(many.subList(0, 256));
            assertThatThrownBy(() -> tones.playDtmf('1')).isInstanceOf(SipCoreException.class);
            assertThat(tones.isBusy()).isTrue();
        }
    }

    @Test
    void endsWithTheEngine() throws SipCoreException {
        try (MediaBenchRestart restart = new MediaBenchRestart()) {
            AudioMixer mixer = mixer();
            ToneGenerator tones = bench.media.createToneGenerator(mixer);
            MixerPort port = bench.media.createMixerPort(mixer);
            tones.start();
            port.start();
            tones.playDtmf('1');
            restart.now();
            assertThat(tones.isActive()).isFalse();
            assertThat(tones.isBusy()).isFalse();
            assertThat(port.isActive()).isFalse();
        }
    }

    /** Stops the engine at once and starts it again at the end. */
    private static final class MediaBenchRestart implements AutoCloseable {
        void now() {
            bench.core.stop();
        }

        @Override
        public void close() {
            bench.core.stop();
            bench.start();
        }
    }
}
