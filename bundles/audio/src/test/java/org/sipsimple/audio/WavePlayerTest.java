/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPortNotification;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerNotification;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WavePlayerTest {
    private static final double HZ = 440;

    @TempDir
    Path folder;

    private RunningAudio sdk;
    private AudioMixer mixer;
    private AudioBridge bridge;
    private PcmAudioPort silence;
    private Path tone;
    private final BlockingQueue<WavePlayerNotification> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        sdk = new RunningAudio(folder);
        mixer = sdk.mixer();
        bridge = sdk.audio.createBridge(mixer);
        tone(0.2);
        sdk.notifications.observe(WavePlayerNotification.class, told::add);
    }

    @AfterEach
    void stop() {
        sdk.close();
    }

    private void tone(double seconds) {
        tone = Tones.write(folder.resolve("tone.wav"), 16_000, HZ, seconds);
    }

    private WavePlayer player(WavePlayerOptions options) {
        WavePlayer player = sdk.audio.createWavePlayer(mixer, tone, options);
        bridge.add(player);
        return player;
    }

    /** Makes somebody listen, for nothing is played to nobody. */
    private WaveRecorder listener() throws SipCoreException {
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, folder.resolve("heard.wav"));
        bridge.add(recorder);
        recorder.start();
        return recorder;
    }

    /** Fills pauses, which a recorder leaves out when nobody else is there. */
    private void addSilence() throws SipCoreException {
        silence = sdk.audio.createPcmPort(mixer, 16_000, Duration.ofMillis(100));
        silence.start();
        bridge.add(silence);
    }

    private static void await(CompletionStage<Void> played) throws Exception {
        played.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private <T extends WavePlayerNotification> T next(Class<T> type) throws InterruptedException {
        return type.cast(told.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void playsAsOftenAsAskedForWithPauses() throws Exception {
        addSilence();
        try (WaveRecorder recorder = listener()) {
            WavePlayer player = player(WavePlayerOptions.ONCE.withLoopCount(3).withPauseTime(Duration.ofMillis(200)));
            assertThat(player.isActive()).isFalse();
            assertThat(player.producerSlot()).isEmpty();
            assertThat(player.consumerSlot()).isEmpty();
            CompletionStage<Void> played = player.play();
            assertThat(player.isActive()).isTrue();
            await(played);
            assertThat(player.isActive()).isFalse();
            recorder.stop();
            assertThat(Tones.bursts(recorder.file())).isEqualTo(3);
            assertThat(Tones.purity(recorder.file(), HZ)).isGreaterThan(0.9);
            WavePlayerNotification.DidStart began = next(WavePlayerNotification.DidStart.class);
            assertThat(began.name()).isEqualTo("WavePlayerDidStart");
            WavePlayerNotification.DidEnd ended = next(WavePlayerNotification.DidEnd.class);
            assertThat(ended.sender()).isSameAs(player);
            assertThat(ended.timestamp()).isAfter(began.timestamp());
        }
    }

    @Test
    void canBeStartedAgain() throws Exception {
        try (WaveRecorder recorder = listener()) {
            WavePlayer player = player(WavePlayerOptions.ONCE);
            await(player.play());
            await(player.play());
            WavePlayer busy = player(WavePlayerOptions.ONCE.withLoopCount(0).withPauseTime(Duration.ofHours(1)));
            busy.start();
            assertThatThrownBy(busy::start).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> await(busy.play()))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            busy.stop();
            busy.stop();
            assertThat(recorder.isActive()).isTrue();
        }
    }

    @Test
    void waitsBeforeTheFirstPlayWhenAskedTo() throws Exception {
        try (WaveRecorder recorder = listener()) {
            WavePlayer patient = player(new WavePlayerOptions(100, 1, Duration.ofHours(1), false));
            CompletionStage<Void> stopped = patient.play();
            assertThat(patient.isActive()).isTrue();
            assertThat(patient.producerSlot()).isEmpty();
            patient.stop();
            await(stopped);
            await(player(new WavePlayerOptions(100, 1, Duration.ofMillis(100), false))
                    .play());
            recorder.stop();
            assertThat(Tones.bursts(recorder.file())).isEqualTo(1);
        }
    }

    @Test
    void stopsAtOnceAndTellsSo() throws Exception {
        tone(0.8); // so long that its connection is seen
        try (WaveRecorder recorder = listener()) {
            List<AudioPortNotification.DidChangeSlots> slots = new ArrayList<>();
            BlockingQueue<AudioPortNotification.DidChangeSlots> changes = new LinkedBlockingQueue<>();
            WavePlayer player = player(WavePlayerOptions.ONCE.withLoopCount(0).withPauseTime(Duration.ofHours(1)));
            sdk.notifications.observe(AudioPortNotification.DidChangeSlots.class, player, changes::add);
            CompletionStage<Void> played = player.play();
            assertThat(mixer.connectedSlots())
                    .contains(new AudioMixer.Connection(
                            player.producerSlot().orElseThrow(),
                            recorder.consumerSlot().orElseThrow()));
            slots.add(changes.poll(20, TimeUnit.SECONDS));
            // its only play is over, and it pauses for an hour
            slots.add(changes.poll(20, TimeUnit.SECONDS));
            assertThat(player.isActive()).isTrue();
            assertThat(mixer.connectedSlots()).isEmpty();
            player.stop();
            await(played);
            assertThat(player.isActive()).isFalse();
            assertThat(slots.get(0).newProducerSlot())
                    .isEqualTo(slots.get(1).oldProducerSlot())
                    .isPresent();
            assertThat(slots.get(1).newProducerSlot()).isEmpty();
            assertThat(next(WavePlayerNotification.DidStart.class)).isNotNull();
            assertThat(next(WavePlayerNotification.DidEnd.class)).isNotNull();
        }
    }

    @Test
    void tellsWhenTheFileCannotBePlayed() throws Exception {
        WavePlayer player = sdk.audio.createWavePlayer(mixer, folder.resolve("none.wav"), WavePlayerOptions.ONCE);
        assertThatThrownBy(player::start).isInstanceOf(SipCoreException.class).hasMessageContaining("none.wav");
        assertThat(player.isActive()).isFalse();
        WavePlayerNotification.DidFail failure = next(WavePlayerNotification.DidFail.class);
        assertThat(failure.error()).hasMessageContaining("none.wav");
        assertThat(failure.timestamp()).isNotNull();
        assertThatThrownBy(() -> await(player.play()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SipCoreException.class);
    }

    @Test
    void playsAsLoudAsAskedFor() throws Exception {
        try (WaveRecorder recorder = listener()) {
            WavePlayer player = player(WavePlayerOptions.ONCE.withVolume(50));
            assertThat(player.volume()).isEqualTo(50);
            await(player.play());
            recorder.stop();
            assertThat(Tones.peak(recorder.file())).isBetween(3600, 4400);
            recorder.start();
            player.setVolume(25);
            await(player.play());
            recorder.stop();
            assertThat(Tones.peak(recorder.file())).isBetween(1700, 2300);
            assertThatThrownBy(() -> player.setVolume(-1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WavePlayerOptions.ONCE.withLoopCount(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsWithTheEngine() throws Exception {
        WavePlayer player = player(WavePlayerOptions.ONCE.withLoopCount(0).withPauseTime(Duration.ofHours(1)));
        WaveRecorder recorder = listener();
        CompletionStage<Void> played = player.play();
        sdk.stop();
        await(played);
        assertThat(player.isActive()).isFalse();
        assertThat(recorder.isActive()).isFalse();
        Tones.requireComplete(recorder.file());
    }
}
