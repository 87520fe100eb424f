/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.PcmAudioPort;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PcmAudioPortTest {
    private static final int RATE = 16_000;
    private static final int FRAME = RATE / 50 * 2;
    private static final Duration LIMIT = Duration.ofSeconds(20);

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

    private PcmAudioPort port() throws SipCoreException {
        PcmAudioPort port = sdk.audio.createPcmPort(mixer, RATE, Duration.ofMillis(200));
        bridge.add(port);
        return port;
    }

    private static void tone(ByteBuffer frame, int number) {
        frame.clear();
        for (int i = 0; i < FRAME / 2; i++) {
            frame.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * (number * (FRAME / 2) + i) / RATE)));
        }
        frame.flip();
    }

    private static ByteBuffer frame() {
        return ByteBuffer.allocateDirect(FRAME).order(ByteOrder.nativeOrder());
    }

    /** Says frames of a tone as fast as they are taken. */
    private static void say(PcmAudioPort port, ByteBuffer frame, int frames) throws InterruptedException {
        for (int i = 0; i < frames; i++) {
            tone(frame, i);
            if (!port.awaitRoom(FRAME, LIMIT)) {
                throw new AssertionError("nobody takes sound");
            }
            port.write(frame);
        }
    }

    @Test
    void isHeardByItsBridge() throws Exception {
        PcmAudioPort port = port();
        WaveRecorder recorder = sdk.audio.createWaveRecorder(mixer, folder.resolve("heard.wav"));
        bridge.add(recorder);
        assertThat(port.producerSlot()).isEmpty();
        port.start();
        recorder.start();
        assertThat(port.producerSlot()).isEqualTo(port.consumerSlot()).isPresent();
        say(port, frame(), 40);
        recorder.stop();
        assertThat(Tones.purity(recorder.file(), 440)).isGreaterThan(0.99);
        port.close();
        assertThat(port.isActive()).isFalse();
        assertThat(mixer.connectedSlots()).isEmpty();
        assertThatThrownBy(() -> sdk.audio.createPcmPort(mixer, 17, Duration.ofMillis(200)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hearsItsBridgeAndNotItself() throws Exception {
        PcmAudioPort speaker = port();
        PcmAudioPort listener = port();
        speaker.start();
        listener.start();
        ByteBuffer heard = frame();
        Thread speaking = new Thread(() -> {
            try {
                say(speaker, frame(), 30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        speaking.start();
        double loudest = 0;
        for (int i = 0; i < 25; i++) {
            assertThat(listener.awaitSamples(FRAME, LIMIT)).isTrue();
            heard.clear();
            listener.read(heard);
            heard.flip();
            while (heard.hasRemaining()) {
                loudest = Math.max(loudest, Math.abs(heard.getShort()));
            }
        }
        speaking.join();
        assertThat(loudest).isBetween(7000.0, 9000.0);
        while (speaker.available() > 0) {
            heard.clear();
            speaker.read(heard);
            heard.flip();
            while (heard.hasRemaining()) {
                assertThat(heard.getShort()).as("of its own voice").isZero();
            }
        }
    }

    @Test
    void movesSoundWithoutAllocating() throws Exception {
        PcmAudioPort speaker = port();
        PcmAudioPort listener = port();
        speaker.start();
        listener.start();
        ByteBuffer frame = frame();
        ByteBuffer heard = frame();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        exchange(speaker, listener, frame, heard, 20);
        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(speaker, listener, frame, heard, 100);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for 100 frames each way").isLessThan(100 * 16);
    }

    private static void exchange(
            PcmAudioPort speaker, PcmAudioPort listener, ByteBuffer frame, ByteBuffer heard, int frames)
            throws InterruptedException {
        for (int i = 0; i < frames; i++) {
            tone(frame, i);
            if (!speaker.awaitRoom(FRAME, LIMIT) || !listener.awaitSamples(FRAME, LIMIT)) {
                throw new AssertionError("the mixer stands still");
            }
            speaker.write(frame);
            heard.clear();
            listener.read(heard);
        }
    }
}
