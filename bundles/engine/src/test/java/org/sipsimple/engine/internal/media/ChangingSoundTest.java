/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections, directions and volumes change while sound passes, and what passes it comes and goes. */
class ChangingSoundTest {
    private static final List<MediaDirection> DIRECTIONS = List.of(
            MediaDirection.INACTIVE,
            MediaDirection.SENDRECV,
            MediaDirection.SENDONLY,
            MediaDirection.RECVONLY,
            MediaDirection.SENDRECV);

    private MediaBench bench;

    @TempDir
    Path dir;

    @BeforeEach
    void start() {
        bench = new MediaBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Streams of several rates and frames; each round they end in the middle of another change. */
    @ParameterizedTest
    @ValueSource(strings = {"PCMU", "opus", "G722"})
    void streamsEndInTheMiddleOfTheirChanges(String codec) throws SipCoreException, InterruptedException {
        round(codec, 0);
        Map<String, Long> before = bench.counters();
        for (int ticks = 0; ticks < 5; ticks++) {
            round(codec, ticks);
        }
        assertThat(bench.counters()).as("nothing is left").isEqualTo(before);
    }

    /** As many ticks pass after the last change as told. */
    private void round(String codec, int ticks) throws SipCoreException, InterruptedException {
        try (var pair = bench.pair(List.of(codec)).start(Duration.ZERO);
                ToneGenerator tone = bench.media.createToneGenerator(pair.mixerA);
                PcmPort ear = bench.media.createPcmPort(pair.mixerB, 8_000, Duration.ofSeconds(1))) {
            tone.start();
            tone.playTones(List.of(new Tone(440, 0, Duration.ofSeconds(50))));
            ear.start();
            int speaker = tone.slot().orElseThrow();
            int sender = pair.a.slot().orElseThrow();
            int receiver = pair.b.slot().orElseThrow();
            int listener = ear.slot().orElseThrow();
            pair.mixerB.connectSlots(receiver, listener);
            for (MediaDirection direction : DIRECTIONS) {
                pair.mixerA.connectSlots(speaker, sender);
                pass(ear, 1);
                pair.a.updateDirection(direction);
                pair.b.updateDirection(direction);
                pair.b.setVolume(direction == MediaDirection.SENDRECV ? 100 : 30);
                pair.mixerA.disconnectSlots(speaker, sender);
            }
            pass(ear, ticks);
        }
    }

    private static void pass(PcmPort ear, int ticks) throws InterruptedException {
        ByteBuffer frame = ByteBuffer.allocateDirect(320);
        while (ear.available() > 0) {
            ear.read(frame.clear());
        }
        for (int i = 0; i < ticks; i++) {
            assertThat(ear.awaitSamples(320, Duration.ofSeconds(20)))
                    .as("the mixer's next frame")
                    .isTrue();
            ear.read(frame.clear());
        }
    }

    /** A rate that no tick of the mixer divides evenly, and every member leaves while it is heard. */
    @Test
    void portsLeaveWhileTheyAreHeard() throws SipCoreException, InterruptedException {
        Path file = Tones.write(dir.resolve("odd.wav"), 11_025, 440, 20);
        try (var pair = bench.pair(List.of("PCMU"));
                PcmPort first = bench.media.createPcmPort(pair.mixerA, 8_000, Duration.ofSeconds(1));
                PcmPort second = bench.media.createPcmPort(pair.mixerA, 48_000, Duration.ofSeconds(1))) {
            AudioMixer mixer = pair.mixerA;
            for (int i = 0; i < 10; i++) {
                first.start();
                second.start();
                try (WaveFile tone = bench.media.createWaveFile(mixer, file)) {
                    tone.start();
                    mixer.connectSlots(tone.slot().orElseThrow(), first.slot().orElseThrow());
                    mixer.connectSlots(tone.slot().orElseThrow(), second.slot().orElseThrow());
                    mixer.connectSlots(second.slot().orElseThrow(), 0);
                    mixer.connectSlots(0, first.slot().orElseThrow());
                    pass(first, 3);
                    second.stop();
                    pass(first, i % 2);
                }
                pass(first, 1);
                first.stop();
            }
            assertThat(mixer.usedSlotCount()).as("the devices are left").isEqualTo(1);
        }
    }
}
