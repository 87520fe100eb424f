/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.sip.SipCoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Samples in and out of a mixer on the real core. */
class PcmPortTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);

    static MediaBench bench;

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

    private static PcmPort started(AudioMixer mixer, int rate, Duration buffer) throws SipCoreException {
        PcmPort port = bench.media.createPcmPort(mixer, rate, buffer);
        port.start();
        return port;
    }

    private static void connect(AudioMixer mixer, PcmPort from, PcmPort to) throws SipCoreException {
        mixer.connectSlots(from.slot().orElseThrow(), to.slot().orElseThrow());
    }

    /** Samples that each say which one they are; quiet enough that a mixer leaves them as they are. */
    private static ByteBuffer counting(int from, int count) {
        ByteBuffer samples = ByteBuffer.allocateDirect(count * 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            samples.putShort((short) (1 + (from + i) % 8000));
        }
        return samples.flip();
    }

    @Test
    void whatIsWrittenIsReadSampleBySample() throws SipCoreException, InterruptedException {
        try (AudioMixer mixer = mixer();
                PcmPort mouth = started(mixer, 16_000, SECOND);
                PcmPort ear = started(mixer, 16_000, SECOND)) {
            int count = 8000;
            assertThat(mouth.capacity()).isEqualTo(32_000);
            assertThat(mouth.room()).isEqualTo(32_000);
            assertThat(mouth.write(counting(0, count))).isEqualTo(2 * count);
            assertThat(mouth.room()).isEqualTo(16_000);
            connect(mixer, mouth, ear);
            ByteBuffer heard = ByteBuffer.allocateDirect(2 * count).order(ByteOrder.nativeOrder());
            while (heard.hasRemaining()) {
                assertThat(ear.awaitSamples(2, LONG)).isTrue();
                ear.read(heard);
            }
            heard.flip();
            int first = 0;
            while (heard.getShort(2 * first) == 0) {
                first++;
            }
            for (int i = first; i < count; i++) {
                assertThat((int) heard.getShort(2 * i)).as("sample %d", i).isEqualTo(1 + i - first);
            }
            assertThat(first).as("silence before").isLessThan(count / 2);
            assertThat(mouth.mixer()).isSameAs(mixer);
            assertThat(mouth.sampleRate()).isEqualTo(16_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 32_000, 48_000})
    void carriesAToneAtItsOwnRate(int rate) throws SipCoreException, InterruptedException {
        try (AudioMixer mixer = mixer();
                PcmPort mouth = started(mixer, rate, SECOND);
                PcmPort ear = started(mixer, rate, SECOND)) {
            ByteBuffer tone = ByteBuffer.allocate(2 * rate).order(ByteOrder.nativeOrder());
            for (int i = 0; i < rate; i++) {
                tone.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / rate)));
            }
            mouth.write(tone.flip());
            connect(mixer, mouth, ear);
            int window = rate / 5 * 2;
            assertThat(ear.awaitSamples(2 * window, LONG)).isTrue();
            ByteBuffer heard = ByteBuffer.allocate(2 * window).order(ByteOrder.nativeOrder());
            ear.read(heard);
            assertThat(purity(heard, window / 2, window / 2, 440.0 / rate)).isGreaterThan(0.98);
        }
    }

    /** The share of one frequency (in periods a sample) in the energy of some samples. */
    private static double purity(ByteBuffer samples, int from, int count, double frequency) {
        double sine = 0;
        double cosine = 0;
        double energy = 0;
        for (int i = from; i < from + count; i++) {
            double sample = samples.getShort(2 * i);
            sine += sample * Math.sin(2 * Math.PI * frequency * i);
            cosine += sample * Math.cos(2 * Math.PI * frequency * i);
            energy += sample * sample;
        }
        return 2 * (sine * sine + cosine * cosine) / count / energy;
    }

    @Test
    void takesNoMoreThanFits() throws SipCoreException {
        try (AudioMixer mixer = mixer();
                PcmPort mouth = started(mixer, 8000, Duration.ofMillis(100))) {
            ByteBuffer much = counting(0, 2000);
            assertThat(mouth.write(much)).isEqualTo(1600);
            assertThat(much.position()).isEqualTo(1600);
            assertThat(mouth.write(much)).isZero();
            assertThat(mouth.room()).isZero();
            assertThat(mouth.available()).isZero();
            assertThat(mouth.missing()).isZero();
        }
    }

    @Test
    void countsWhatNobodyReadAndWhatNobodyWrote() throws SipCoreException, InterruptedException {
        try (AudioMixer mixer = mixer();
                PcmPort mouth = started(mixer, 16_000, SECOND);
                PcmPort ear = started(mixer, 16_000, Duration.ofMillis(40));
                PcmPort clock = started(mixer, 16_000, SECOND)) {
            mouth.write(counting(0, 3200));
            connect(mixer, mouth, ear);
            connect(mixer, mouth, clock);
            assertThat(clock.awaitSamples(6400, LONG)).as("ten frames").isTrue();
            assertThat(ear.available()).isEqualTo(ear.capacity());
            assertThat(ear.dropped()).isPositive();
            assertThat(clock.dropped()).isZero();
            // nothing is left to be played, so the next frames are missed
            long end = System.nanoTime() + LONG.toNanos();
            while (mouth.missing() == 0 && System.nanoTime() < end) {
                mouth.awaitRoom(mouth.capacity(), Duration.ofMillis(20));
                Thread.onSpinWait();
            }
            assertThat(mouth.missing()).isPositive();
        }
    }

    @Test
    void movesFramesWithoutAllocating() throws SipCoreException, InterruptedException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (AudioMixer mixer = mixer();
                PcmPort mouth = started(mixer, 16_000, SECOND);
                PcmPort ear = started(mixer, 16_000, SECOND)) {
            connect(mixer, mouth, ear);
            ByteBuffer frame = counting(0, 320);
            moveFrames(mouth, ear, frame, 20); // what is made once, is made
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            moveFrames(mouth, ear, frame, 100);
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            // the smallest object for each frame would be 1600; what is done for the first time now and then may cost
            // once
            assertThat(after - before).as("bytes allocated for 100 frames").isLessThan(1000);
        }
    }

    private static void moveFrames(PcmPort mouth, PcmPort ear, ByteBuffer frame, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            frame.rewind();
            mouth.write(frame);
            if (!ear.awaitSamples(640, LONG)) {
                throw new AssertionError("nothing came");
            }
            frame.clear();
            ear.read(frame);
        }
    }

    @Test
    void whoWaitsIsLetGoAtTheEnd() throws Exception {
        try (AudioMixer mixer = mixer();
                PcmPort ear = started(mixer, 16_000, SECOND)) {
            CompletableFuture<Thread> waiting = new CompletableFuture<>();
            CompletableFuture<Boolean> came = CompletableFuture.supplyAsync(
                    () -> {
                        waiting.complete(Thread.currentThread());
                        try {
                            return ear.awaitSamples(2, LONG);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    bench.threads.blocking());
            waiting.get();
            ear.stop();
            assertThat(came.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(ear.isActive()).isFalse();
            assertThat(ear.write(counting(0, 10))).isZero();
            assertThat(ear.awaitRoom(2, LONG)).isFalse();
            ear.start();
            assertThat(ear.isActive()).isTrue();
            assertThat(ear.awaitSamples(2, Duration.ofMillis(1))).isFalse();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ear.awaitSamples(2, LONG)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void refusesWhatMakesNoSense() throws SipCoreException {
        AudioMixer mixer = mixer();
        for (int rate : new int[] {0, 7999, 16_001, 96_000}) {
            assertThatThrownBy(() -> bench.media.createPcmPort(mixer, rate, SECOND))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> bench.media.createPcmPort(mixer, 8000, Duration.ofMillis(19)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.media.createPcmPort(mixer, 8000, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        PcmPort port = bench.media.createPcmPort(mixer, 8000, SECOND);
        assertThat(port.read(ByteBuffer.allocate(10))).isZero();
        assertThat(port.write(ByteBuffer.allocate(10))).isZero();
        assertThat(port.room() + port.available()).isZero();
        assertThatThrownBy(() -> port.awaitRoom(16_002, SECOND)).isInstanceOf(IllegalArgumentException.class);
        mixer.close();
        assertThatThrownBy(port::start).isInstanceOf(SipCoreException.class);
        assertThat(port.isActive()).isFalse();
    }
}
