/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.media.MediaFactory.AudioDevices;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;

/**
 * A process of its own for {@link SoundDeviceTest}, as ALSA reads its configuration once: plays a tone on one device, then on
 * another and with an echo canceller, and tells what the mixer says; then a tone that comes and goes onto a tape.
 */
final class SoundDeviceProgram {
    private static final List<Tone> LONG = Collections.nCopies(250, new Tone(440, 0, Duration.ofSeconds(59)));
    private static final int ROUNDS = 5;

    /** A good second, more than what is on its way. */
    private static final long SOME_BYTES = 64_000;

    private SoundDeviceProgram() {}

    /** @param args the file of the device {@code tape} */
    public static void main(String[] args) throws Exception {
        try (MediaBench bench = new MediaBench()) {
            AudioDevices devices = bench.media.audioDevices(false);
            System.out.println("inputs " + devices.inputs());
            System.out.println("outputs " + devices.outputs());
            AudioMixerOptions first = new AudioMixerOptions("microphone", "speaker_a", 16_000, 0, 254);
            try (AudioMixer mixer = bench.media.createAudioMixer(first);
                    ToneGenerator tone = bench.media.createToneGenerator(mixer)) {
                tone.start();
                // devices without hardware take sound as fast as it is made
                tone.playTones(LONG);
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                say("first", mixer);

                mixer.setSoundDevices("microphone", "speaker_b", 0);
                say("second", mixer);

                mixer.setSoundDevices("microphone", "speaker_b", 200);
                say("with a tail", mixer);

                mixer.setSoundDevices(null, null, 0);
                say("without any", mixer);
                System.out.println("still there " + tone.isActive());

                // may have come to its end: nobody knows how much of it those devices took
                mixer.disconnectSlots(tone.slot().orElseThrow(), 0);
                mixer.setSoundDevices(null, "tape", 0);
                record(bench.media, mixer, Path.of(args[0]));
                mixer.setSoundDevices(null, null, 0);
            }
        }
    }

    /** A tone that falls in volume and rises, is cut off from the device and comes back, some of it each time. */
    private static void record(MediaFactory media, AudioMixer mixer, Path tape) throws Exception {
        try (ToneGenerator tone = media.createToneGenerator(mixer)) {
            tone.start();
            tone.playTones(LONG);
            for (int i = 0; i < ROUNDS; i++) {
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                awaitMore(tape);
                mixer.setOutputVolume(20);
                awaitMore(tape);
                mixer.setOutputVolume(100);
                awaitMore(tape);
                mixer.disconnectSlots(tone.slot().orElseThrow(), 0);
                awaitMore(tape);
            }
        }
    }

    private static void awaitMore(Path tape) throws IOException {
        long enough = Files.size(tape) + SOME_BYTES;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Files.size(tape) < enough) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing comes onto the tape");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void say(String when, AudioMixer mixer) {
        System.out.println(when + " " + mixer.inputDevice().orElse("-") + " "
                + mixer.outputDevice().orElse("-") + " " + mixer.echoTailMillis());
    }
}
