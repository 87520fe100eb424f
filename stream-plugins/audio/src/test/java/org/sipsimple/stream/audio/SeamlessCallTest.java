/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.stream.audio.LoopbackCalls.await;

/** A tone on its way from one end of a call to the other, while the call is recorded, held and taken up again. */
class SeamlessCallTest {
    private static final double HZ = 440;

    /** What G.711 leaves of an amplitude of 8000; a frame lost or doubled jumps by thousands. */
    private static final double ROUNDING = 1000;

    /** A busy machine tears a tone now and then, and what we do ourselves tears it each time. */
    private static final int TRIES = 10;

    private LoopbackCalls sdk;
    private LoopbackCalls.Pair pair;
    private AudioMixer mixer;
    private PcmAudioPort clock;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        sdk = new LoopbackCalls(List.of("PCMU"));
        pair = sdk.connected();
        mixer = bridge(ours()).mixer();
        clock = sdk.audio.createPcmPort(mixer, 16_000, Duration.ofSeconds(1));
        clock.start();
        bridge(ours()).add(clock); // a port that hears nobody is not asked for samples
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
    }

    private MediaStream ours() {
        return pair.caller().streams().get(0);
    }

    private MediaStream theirs() {
        return pair.called().streams().get(0);
    }

    private static AudioBridge bridge(MediaStream stream) {
        return stream.facet(BridgedAudio.class).orElseThrow().bridge();
    }

    /** Lets the mixer mix for that long from now. */
    private void pass(double seconds) throws InterruptedException {
        ByteBuffer frame = ByteBuffer.allocateDirect(640);
        while (clock.available() > 0) { // of a time that has passed already
            clock.read(frame.clear());
        }
        for (int i = 0; i < seconds * 50; i++) {
            if (!clock.awaitSamples(640, Duration.ofSeconds(20))) {
                throw new AssertionError("the mixer stands still");
            }
            frame.clear();
            clock.read(frame);
        }
    }

    /** Something that happens while a tone goes from our end to theirs. */
    private interface Event {
        void happen() throws Exception;
    }

    /** What comes out of their stream from before the tone begins until after it has ended. */
    private Path heardDuring(String name, double seconds, Event event) throws Exception {
        Path tone = Tones.write(folder.resolve(name + "-tone.wav"), 16_000, HZ, seconds);
        AudioPort end = theirs().facet(AudioPort.class).orElseThrow();
        try (WaveRecorder listener = sdk.audio.createWaveRecorder(mixer, folder.resolve(name + ".wav"));
                WavePlayer player = sdk.audio.createWavePlayer(mixer, tone, WavePlayerOptions.ONCE)) {
            listener.start();
            mixer.connectSlots(
                    end.producerSlot().orElseThrow(), listener.consumerSlot().orElseThrow());
            bridge(ours()).add(player);
            var played = player.play();
            pass(0.3);
            event.happen();
            await(played);
            pass(0.3);
            listener.stop();
            return listener.file();
        }
    }

    @Test
    void recordingsBeginAndEndUnheard() throws Exception {
        double jump = Double.MAX_VALUE;
        for (int i = 0; i < TRIES && jump > ROUNDING; i++) {
            int round = i;
            Path heard = heardDuring("recorded" + i, 1.5, () -> {
                for (int part = 0; part < 2; part++) {
                    for (MediaStream stream : List.of(ours(), theirs())) {
                        Recordable recordable = stream.facet(Recordable.class).orElseThrow();
                        recordable.startRecording(
                                folder.resolve(round + "-" + part + "-" + stream.hashCode() + ".wav"));
                        pass(0.1);
                        recordable.stopRecording();
                    }
                }
            });
            jump = Tones.worstJump(heard, HZ);
            System.out.printf("four recordings during a tone: worst jump %.0f of 8000%n", jump);
        }
        assertThat(jump).isLessThan(ROUNDING);
    }

    /** The end that speaks holds, and then the end that listens. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soundFallsAndRisesAtAHold(boolean speaker) throws Exception {
        double jump = Double.MAX_VALUE;
        int bursts = 0;
        for (int i = 0; i < TRIES && (jump > ROUNDING || bursts != 2); i++) {
            Path heard = heardDuring("held" + i, 2, () -> {
                Session session = speaker ? pair.caller() : pair.called();
                await(session.hold());
                pass(0.3);
                await(session.unhold());
            });
            bursts = Tones.bursts(heard);
            jump = Tones.worstJump(heard, HZ);
            System.out.printf("a hold during a tone: %d bursts, worst jump %.0f of 8000%n", bursts, jump);
        }
        assertThat(bursts).as("before the hold and after it").isEqualTo(2);
        assertThat(jump).isLessThan(ROUNDING);
    }
}
