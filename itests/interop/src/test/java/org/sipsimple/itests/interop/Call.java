/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.audio.AudioPort;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.media.WaveFile;
import org.sipsimple.api.media.WaveFileNotification;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;

/** One end of a call, for tests: waits for what the session tells, speaks and records. */
final class Call {
    private static final long SECONDS = 60;

    final Session session;
    final MediaStream stream;
    private final Phone phone;
    private final BlockingQueue<SessionNotification> events = new LinkedBlockingQueue<>();
    private final List<SessionNotification> passed = new ArrayList<>();

    Call(Phone phone, Session session, MediaStream stream) {
        this.phone = phone;
        this.session = session;
        this.stream = stream;
        phone.notifications.observe(SessionNotification.class, session, events::add);
    }

    /** Waits for that notification, passing over others. */
    <T extends SessionNotification> T await(Class<T> type) throws InterruptedException {
        while (true) {
            SessionNotification event = events.poll(SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came, but " + passed);
            }
            passed.add(event);
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            if (event instanceof SessionNotification.DidFail || event instanceof SessionNotification.DidEnd) {
                throw new AssertionError("no " + type.getSimpleName() + " came before " + event);
            }
        }
    }

    /** Waits until the audio is encrypted; with DTLS that is after the call has been answered. */
    void awaitKeys() throws InterruptedException {
        CountDownLatch changed = new CountDownLatch(1);
        var observation = phone.notifications.observe(
                AudioStreamNotification.DidChangeRtpParameters.class, stream, event -> changed.countDown());
        if (!rtp().srtpActive() && !(changed.await(SECONDS, TimeUnit.SECONDS) && rtp().srtpActive())) {
            throw new AssertionError("there were no keys in time");
        }
        observation.close();
    }

    void accept() {
        session.accept(List.of(stream));
    }

    RtpInformation rtp() {
        return stream.facet(RtpInformation.class).orElseThrow();
    }

    AudioMixer mixer() {
        return port().mixer();
    }

    AudioPort port() {
        return stream.facet(AudioPort.class).orElseThrow();
    }

    /** Plays the speech to the peer and records what comes from it meanwhile. */
    void converse(Path speech, Path heard) throws SipCoreException, InterruptedException {
        CountDownLatch played = new CountDownLatch(1);
        try (WaveFile player = phone.media.createWaveFile(port().mixer(), speech);
                RecordingWaveFile recorder = phone.media.createRecordingWaveFile(port().mixer(), heard)) {
            var end = phone.notifications.observe(WaveFileNotification.class, player, event -> played.countDown());
            recorder.start();
            port().mixer()
                    .connectSlots(
                            port().producerSlot().orElseThrow(), recorder.slot().orElseThrow());
            player.start();
            port().mixer()
                    .connectSlots(
                            player.slot().orElseThrow(), port().consumerSlot().orElseThrow());
            if (!played.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the speech was not played to its end");
            }
            end.close();
        }
    }

    void end() {
        session.end().toCompletableFuture().join();
    }
}
