/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Three seconds, more than what is on its way. */
    private static final long SOME_BYTES = 96_000;

    private SoundDeviceProgram() {}

    /** @param args what the device {@code tape} writes to, a named pipe, and where that is to be kept */
    public static void main(String[] args) throws Exception {
        Reader tape = new Reader(Path.of(args[0]), Path.of(args[1]));
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
                record(bench.media, mixer, tape);
                mixer.setSoundDevices(null, null, 0);
            }
        }
    }

    /** A tone that falls in volume and rises, is cut off from the device and comes back, some of it each time. */
    private static void record(MediaFactory media, AudioMixer mixer, Reader tape) throws Exception {
        try (ToneGenerator tone = media.createToneGenerator(mixer)) {
            tone.start();
            tone.playTones(LONG);
            for (int i = 0; i < ROUNDS; i++) {
                mixer.connectSlots(tone.slot().orElseThrow(), 0);
                tape.awaitMore();
                mixer.setOutputVolume(20);
                tape.awaitMore();
                mixer.setOutputVolume(100);
                tape.awaitMore();
                mixer.disconnectSlots(tone.slot().orElseThrow(), 0);
                tape.awaitMore();
            }
        }
    }

    /**
     * Lets a device write as fast as it is read here, some twenty times as fast as sound: at its own pace it would write
     * gigabytes while a busy machine has us wait. Its thread ends with the program; what it has not read by then is behind all
     * that matters.
     */
    private static final class Reader {
        private final RandomAccessFile pipe;
        private final OutputStream kept;
        private final AtomicLong bytes = new AtomicLong();

        Reader(Path from, Path to) throws IOException {
            pipe = new RandomAccessFile(from.toFile(), "rw"); // whoever opens it to write finds somebody who reads
            kept = Files.newOutputStream(to);
            Thread thread = new Thread(this::read, "tape");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            byte[] some = new byte[6_400];
            try {
                while (true) {
                    int count = pipe.read(some);
                    kept.write(some, 0, count);
                    bytes.addAndGet(count);
                    LockSupport.parkNanos(10_000_000);
                }
            } catch (IOException e) {
                System.out.println("the tape is torn: " + e);
            }
        }

        void awaitMore() {
            long enough = bytes.get() + SOME_BYTES;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (bytes.get() < enough) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("nothing comes onto the tape");
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void say(String when, AudioMixer mixer) {
        System.out.println(when + " " + mixer.inputDevice().orElse("-") + " "
                + mixer.outputDevice().orElse("-") + " " + mixer.echoTailMillis());
    }
}
