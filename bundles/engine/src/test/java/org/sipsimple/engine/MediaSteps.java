/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.AudioMixerOptions;
import org.sipsimple.api.media.AudioTransport;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.MixerPort;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGenerator.Tone;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.testing.Tones;

/** What {@link StressTest} does with the objects of media: makes them and leaves behind how each can be used. Thread-safe. */
final class MediaSteps {
    private static final int MIXERS = 6;
    private static final int SPEECH = 320;

    private final DefaultMedia media;
    private final Path dir;
    private final Path tone;
    private final Queue<StressTest.Use> uses;
    private final ConcurrentLinkedDeque<AudioMixer> mixers = new ConcurrentLinkedDeque<>();
    private final AtomicInteger recordings = new AtomicInteger();

    MediaSteps(DefaultMedia media, Path dir, Queue<StressTest.Use> uses) {
        this.media = media;
        this.dir = dir;
        this.uses = uses;
        tone = Tones.write(dir.resolve("tone.wav"), 8000, 440, 0.5);
    }

    List<StressTest.Use> all() {
        return List.of(
                this::mixer,
                this::playFile,
                this::recordFile,
                this::generateTones,
                this::mixerPort,
                this::pcm,
                () -> talk(RtpTransportOptions.PLAIN),
                () -> talk(RtpTransportOptions.PLAIN.withSrtp(SrtpPolicy.MANDATORY)),
                () -> talk(RtpTransportOptions.PLAIN.withIce(IceOptions.HOST_ONLY)));
    }

    /** The mixers take turns, and the oldest is closed under its users when there are too many. */
    private AudioMixer anyMixer() throws SipCoreException {
        AudioMixer mixer = mixers.pollFirst();
        if (mixer == null) {
            return media.voice();
        }
        mixers.addLast(mixer);
        return mixer;
    }

    private void mixer() throws SipCoreException {
        AudioMixer mixer = media.createAudioMixer(AudioMixerOptions.SILENT);
        mixers.addLast(mixer);
        if (mixers.size() > MIXERS) {
            AudioMixer oldest = mixers.pollFirst();
            if (oldest != null) {
                oldest.close();
            }
        }
        uses.add(() -> mixer.setInputVolume(50));
        uses.add(() -> mixer.setOutputVolume(150));
        uses.add(() -> mixer.setMuted(true));
        uses.add(() -> mixer.setSoundDevices(null, null, 100));
        uses.add(() -> mixer.connectSlots(1, 0));
        uses.add(() -> mixer.connectedSlots().forEach(pair -> disconnect(mixer, pair)));
    }

    private static void disconnect(AudioMixer mixer, AudioMixer.Connection pair) {
        try {
            mixer.disconnectSlots(pair.source(), pair.destination());
        } catch (SipCoreException e) {
            // another thread was first, or the mixer is closed
        }
    }

    private void playFile() throws SipCoreException {
        WaveFile file = media.createWaveFile(anyMixer(), tone);
        file.start();
        uses.add(() -> file.setVolume(50));
        uses.add(() -> file.mixer().connectSlots(file.slot().orElseThrow(), 0));
        uses.add(file::stop);
        uses.add(file::start);
        uses.add(file::close);
    }

    private void recordFile() throws SipCoreException {
        Path target = dir.resolve("recording" + recordings.getAndIncrement() % 16 + ".wav");
        RecordingWaveFile file = media.createRecordingWaveFile(anyMixer(), target);
        file.start();
        uses.add(() -> file.mixer().connectSlots(0, file.slot().orElseThrow()));
        uses.add(file::stop);
        uses.add(file::close);
    }

    private void generateTones() throws SipCoreException {
        ToneGenerator generator = media.createToneGenerator(anyMixer());
        generator.start();
        uses.add(() -> generator.playTones(List.of(new Tone(400, 500, Duration.ofMillis(40)))));
        uses.add(() -> generator.playDtmf('5'));
        uses.add(() -> generator.setVolume(70));
        uses.add(() -> generator.mixer().connectSlots(generator.slot().orElseThrow(), 0));
        uses.add(generator::stop);
        uses.add(generator::close);
    }

    private void mixerPort() throws SipCoreException {
        MixerPort port = media.createMixerPort(anyMixer());
        port.start();
        uses.add(() ->
                port.mixer().connectSlots(port.slot().orElseThrow(), port.slot().orElseThrow()));
        uses.add(port::stop);
        uses.add(port::close);
    }

    private void pcm() throws SipCoreException {
        PcmPort port = media.createPcmPort(anyMixer(), 16_000, Duration.ofMillis(100));
        port.start();
        uses.add(() -> port.write(ByteBuffer.allocateDirect(SPEECH)));
        uses.add(() -> port.read(ByteBuffer.allocateDirect(SPEECH)));
        uses.add(port::stop);
        uses.add(port::close);
    }

    /** A call with itself. */
    private void talk(RtpTransportOptions options) throws SipCoreException {
        RtpTransport rtp = media.createRtpTransport(options);
        uses.add(rtp::close);
        rtp.setInit();
        AudioTransport audio = media.createAudioTransport(anyMixer(), rtp, null, 0, List.of());
        uses.add(audio::close);
        SdpSession own = SdpSession.of("127.0.0.1")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withMedia(List.of(audio.localMedia(true, MediaDirection.SENDRECV)));
        uses.add(() -> audio.update(own, own, 0));
        uses.add(() -> audio.updateDirection(MediaDirection.SENDONLY));
        uses.add(() -> audio.sendDtmf('7'));
        uses.add(() -> audio.setVolume(30));
        uses.add(audio::statistics);
        uses.add(() -> audio.mixer()
                .connectSlots(audio.slot().orElseThrow(), audio.slot().orElseThrow()));
        uses.add(audio::stop);
        audio.start(own, own, 0, Duration.ofSeconds(1));
    }
}
