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

    /** What the ends of a ramp of 5 ms are to this measure; a cut is thousands. */
    private static final double RAMP = 200;

    @TempDir
    Path folder;

    private RunningAudio sdk;
    private AudioMixer mixer;
    private AudioBridge bridge;
    private WaveRecorder listener;
    private PcmAudioPort clock;

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

    /** Something that takes the sound away, or brings it back. */
    private interface Change {
        void happen(AudioBridge bridge, WavePlayer player) throws Exception;
    }

    @Test
    void soundThatAMemberTakesAwayFallsAndRises() throws Exception {
        double jump = changing((bridge, player) -> bridge.remove(player), (bridge, player) -> bridge.add(player));
        assertThat(jump).as("when the player leaves").isLessThan(RAMP);
    }

    @Test
    void soundThatAListenerLeavesFallsAndRises() throws Exception {
        double jump = changing((bridge, player) -> bridge.remove(listener), (bridge, player) -> bridge.add(listener));
        assertThat(jump).as("when the listener leaves").isLessThan(RAMP);
    }

    /** The player goes on with somebody else, so that only one of its connections may fall. */
    @Test
    void oneConnectionFallsAndRisesByItself() throws Exception {
        try (WaveRecorder other = sdk.audio.createWaveRecorder(mixer, folder.resolve("other.wav"))) {
            other.start();
            int there = other.consumerSlot().orElseThrow();
            double jump = changing(
                    (bridge, player) -> {
                        mixer.connectSlots(player.producerSlot().orElseThrow(), there);
                        bridge.remove(player);
                    },
                    (bridge, player) -> {
                        bridge.add(player);
                        awaitSound(0.1);
                    });
            assertThat(jump).as("where it falls").isLessThan(RAMP);
            other.stop();
            assertThat(Tones.bursts(other.file())).as("where it goes on").isOne();
            assertThat(Tones.worstJump(other.file(), HZ)).as("where it goes on").isLessThan(RAMP);
        }
    }

    @Test
    void aPlayerThatIsStoppedFallsAndANewVolumeIsReachedWithoutAStep() throws Exception {
        double jump = changing((bridge, player) -> player.setVolume(20), (bridge, player) -> player.stop());
        assertThat(jump).isLessThan(RAMP);
    }

    /** The worst jump of a tone of 8000 to which that happens. */
    private double changing(Change away, Change back) throws Exception {
        Path tone = Tones.write(folder.resolve("changed.wav"), 16_000, HZ, 2);
        clock = sdk.audio.createPcmPort(mixer, 16_000, Duration.ofSeconds(1));
        clock.start();
        AudioBridge ticking = sdk.audio.createBridge(mixer);
        try (WavePlayer player = sdk.audio.createWavePlayer(mixer, tone, WavePlayerOptions.ONCE)) {
            ticking.add(clock);
            ticking.add(sdk.audio.createDevice(mixer));
            bridge.add(player);
            player.start();
            awaitSound(0.2);
            for (int i = 0; i < 3; i++) {
                away.happen(bridge, player);
                awaitSound(0.1);
                back.happen(bridge, player);
                awaitSound(0.1);
            }
        }
        listener.stop();
        double jump = Tones.worstJump(listener.file(), HZ);
        System.out.printf("changes to a tone: worst jump %.1f of 8000%n", jump);
        return jump;
    }

    private void awaitSound(double seconds) throws InterruptedException {
        awaitFrames(clock, ByteBuffer.allocateDirect(640), (int) (seconds * 50));
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
