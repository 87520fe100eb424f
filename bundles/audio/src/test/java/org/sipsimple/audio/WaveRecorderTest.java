/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WaveRecorderTest {
    @TempDir
    Path folder;

    private RunningAudio sdk;
    private AudioMixer mixer;
    private AudioBridge bridge;

    @BeforeEach
    void start() {
        sdk = new RunningAudio(folder);
        mixer = sdk.mixer();
        bridge = sdk.audio.createBridge(mixer);
    }

    @AfterEach
    void stop() {
        sdk.close();
    }

    private void play(double hz) throws Exception {
        Path tone = Tones.write(folder.resolve("tone" + hz + ".wav"), 16_000, hz, 0.4);
        WavePlayer player = sdk.audio.createWavePlayer(mixer, tone, WavePlayerOptions.ONCE);
        bridge.add(player);
        player.play().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void makesFoldersAndRecordsItsBridge() throws Exception {
        Path file = folder.resolve("some/new/folder/call.wav");
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, file);
        bridge.add(recorder);
        assertThat(recorder.isActive()).isFalse();
        assertThat(recorder.consumerSlot()).isEmpty();
        assertThat(file.getParent()).doesNotExist();
        recorder.start();
        assertThat(recorder.isActive()).isTrue();
        assertThat(recorder.producerSlot()).isEmpty();
        assertThatThrownBy(recorder::start).isInstanceOf(IllegalStateException.class);
        play(440);
        recorder.stop();
        recorder.stop();
        assertThat(recorder.isActive()).isFalse();
        assertThat(Tones.purity(file, 440)).isGreaterThan(0.99);
    }

    @Test
    void canBeStartedAgainAndElsewhere() throws Exception {
        Path first = folder.resolve("first.wav");
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, first);
        bridge.add(recorder);
        recorder.start();
        play(440);
        recorder.stop();
        recorder.start();
        play(1000);
        recorder.stop();
        assertThat(Tones.purity(first, 1000)).as("overwritten").isGreaterThan(0.99);
        assertThat(Tones.purity(first, 440)).isLessThan(0.1);
        Path second = folder.resolve("second.wav");
        recorder.setFile(second);
        assertThat(recorder.file()).isEqualTo(second);
        recorder.start();
        play(440);
        recorder.close();
        assertThat(Tones.purity(second, 440)).isGreaterThan(0.99);
    }

    @Test
    void hearsNothingOutsideOfBridges() throws Exception {
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, folder.resolve("alone.wav"));
        WaveRecorder other = sdk.audio.createWaveRecorder(mixer, folder.resolve("other.wav"));
        bridge.add(other);
        recorder.start();
        other.start();
        play(440);
        recorder.stop();
        other.stop();
        assertThat(recorder.file()).hasSize(44);
        assertThat(Files.size(other.file())).isGreaterThan(10_000);
    }

    @Test
    void tellsWhenTheFileCannotBeWritten() throws IOException, SipCoreException {
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, blocked.resolve("call.wav"));
        assertThatThrownBy(recorder::start).isInstanceOf(SipCoreException.class).hasMessageContaining("call.wav");
        assertThat(recorder.isActive()).isFalse();
        recorder.setFile(folder); // a folder cannot be written to either
        assertThatThrownBy(recorder::start).isInstanceOf(SipCoreException.class);
        recorder.setFile(folder.resolve("call.wav"));
        recorder.start();
        recorder.close();
        Tones.requireComplete(recorder.file());
    }
}
