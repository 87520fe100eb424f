/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.MediaFactory.AudioDevices;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.sip.SipCoreException;

/**
 * A process of its own for {@link SoundDeviceTest}, as ALSA reads its configuration once: plays a tone on one device, then on
 * another and with an echo canceller, and says what the mixer says.
 */
final class SoundDeviceProgram {
    private static final int ENOUGH_BYTES = 64_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private SoundDeviceProgram() {}

    public static void main(String[] args) throws SipCoreException, IOException {
        Path dir = Path.of(args[0]);
        try (MediaBench bench = new MediaBench()) {
            AudioDevices devices = bench.media.audioDevices(false);
            System.out.println("inputs " + devices.inputs());
            System.out.println("outputs " + devices.outputs());
            AudioMixerOptions first = new AudioMixerOptions("microphone", "speaker_a", 16_000, 0, 254);
            try (AudioMixer mixer = bench.media.createAudioMixer(first);
                    ToneGenerator tone = bench.media.createToneGenerator(mixer)) {
                tone.start();
                tone.playTones(List.of(new Tone(440, 0, Duration.ofSeconds(59))));
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                say("first", mixer);
                awaitSound(dir.resolve("a.wav"));

                mixer.setSoundDevices("microphone", "speaker_b", 0);
                say("second", mixer);
                awaitSound(dir.resolve("b.wav"));

                mixer.setSoundDevices("microphone", "speaker_b", 200);
                say("with a tail", mixer);
                awaitSound(dir.resolve("b.wav"));

                mixer.setSoundDevices(null, null, 0);
                say("without any", mixer);
                System.out.println("still plays " + tone.isBusy());
            }
        }
    }

    private static void say(String when, AudioMixer mixer) {
        System.out.println(when + " " + mixer.inputDevice().orElse("-") + " "
                + mixer.outputDevice().orElse("-") + " " + mixer.echoTailMillis());
    }

    /** The device is a file that grows. */
    private static void awaitSound(Path file) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.size(file) < ENOUGH_BYTES) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing is heard in " + file);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
