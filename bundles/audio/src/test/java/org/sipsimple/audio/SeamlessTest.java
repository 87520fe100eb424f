/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioDevice;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** A tone that goes on while everything around it changes has no gap and no click; and no frame of it costs Java anything. */
class SeamlessTest {
    private static final double HZ = 440;

    /** What rounding to 16 bits leaves; a frame lost or doubled jumps by thousands. */
    private static final double ROUNDING = 4;

    @TempDir
    Path folder;

    private RunningAudio sdk;
    private AudioMixer mixer;
    private AudioBridge bridge;
    private WaveRecorder listener;

    @BeforeEach
    void start() throws Exception {
        sdk = new RunningAudio(folder);
        mixer = sdk.mixer();
        bridge = sdk.audio.createBridge(mixer);
        listener = sdk.audio.createWaveRecorder(mixer, folder.resolve("heard.wav"));
        bridge.add(listener);
        listener.start();
    }

    @AfterEach
    void stop() {
        sdk.close();
    }

    private CompletableFuture<Void> play(double seconds) {
        Path tone = Tones.write(folder.resolve("tone.wav"), 16_000, HZ, seconds);
        WavePlayer player = sdk.audio.createWavePlayer(mixer, tone, WavePlayerOptions.ONCE);
        bridge.add(player);
        return player.play().toCompletableFuture();
    }

    @Test
    void aToneHasNoGapWhileOthersComeAndGo() throws Exception {
        AudioDevice device = sdk.audio.createDevice(mixer);
        AudioBridge nested = sdk.audio.createBridge(mixer);
        CompletableFuture<Void> played = play(2);
        int changes = 0;
        while (!played.isDone()) {
            WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, folder.resolve("part" + changes + ".wav"));
            bridge.add(recorder);
            recorder.start();
            bridge.add(device);
            bridge.add(nested);
            try (PcmAudioPort silent = sdk.audio.createPcmPort(mixer, 16_000, Duration.ofMillis(100))) {
                silent.start();
                nested.add(silent);
                device.setInputMuted(true);
                device.setInputMuted(false);
                nested.remove(silent);
            }
            bridge.remove(nested);
            bridge.remove(device);
            recorder.close();
            changes++;
        }
        played.get(20, TimeUnit.SECONDS);
        listener.stop();
        double jump = Tones.worstJump(listener.file(), HZ);
        System.out.printf(
                "%d rounds of changes during a tone: worst jump %.1f of an amplitude of 8000%n", changes, jump);
        assertThat(changes).isGreaterThan(5);
        assertThat(jump).isLessThan(ROUNDING);
        assertThat(Tones.seconds(listener.file())).as("nothing is left out").isGreaterThan(1.99);
    }

    @Test
    void framesCostNothingInJava() throws Exception {
        List<PcmAudioPort> ports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            PcmAudioPort port = sdk.audio.createPcmPort(mixer, 16_000, Duration.ofSeconds(1));
            port.start();
            bridge.add(port);
            ports.add(port);
        }
        CompletableFuture<Void> played = play(3);
        played.get(20, TimeUnit.SECONDS); // classes are loaded now
        CompletableFuture<Void> again = play(3);
        PcmAudioPort clock = ports.get(0);
        ByteBuffer frame = ByteBuffer.allocateDirect(640);
        awaitFrames(clock, frame, 10);
        long before = allocated();
        awaitFrames(clock, frame, 100);
        long during = allocated() - before;
        again.get(20, TimeUnit.SECONDS);
        System.out.printf("100 frames of 12 ports: %d bytes allocated in all of Java%n", during);
        assertThat(during).as("bytes for 1200 frames").isLessThan(1200 * 16);
    }

    private static void awaitFrames(PcmAudioPort clock, ByteBuffer frame, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            if (!clock.awaitSamples(640, Duration.ofSeconds(20))) {
                throw new AssertionError("the mixer stands still");
            }
            frame.clear();
            clock.read(frame);
        }
    }

    /** Of all threads, but for what asking costs itself. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long sum = threads.getThreadAllocatedBytes(self);
        for (long id : threads.getAllThreadIds()) {
            sum += id == self ? 0 : Math.max(0, threads.getThreadAllocatedBytes(id));
        }
        return sum;
    }
}
