/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Records a stream into one WAV file at a time: what comes from the peer, and what goes to it from the mixer's device
 * and from whatever else is connected to the stream when recording begins. Thread-safe.
 */
final class Recorder {
    private static final Logger LOG = System.getLogger(Recorder.class.getName());

    /** Where a mixer has its own device. */
    static final int DEVICE_SLOT = 0;

    /**
     * A recording, from the wish on.
     *
     * @param wave null while the file is being made
     */
    private record Recording(Path file, @Nullable RecordingWaveFile wave) {}

    private final AudioStream stream;
    private final AudioParts parts;
    private final AtomicReference<@Nullable Recording> current = new AtomicReference<>();

    Recorder(AudioStream stream, AudioParts parts) {
        this.stream = stream;
        this.parts = parts;
    }

    Optional<Path> file() {
        return Optional.ofNullable(current.get()).map(Recording::file);
    }

    /** @param listening whether there is something to hear now, or the stream is on hold */
    void start(Path file, boolean listening) throws SipCoreException {
        if (stream.producerSlot().isEmpty()) {
            throw new SipCoreException("record audio", "the stream is not running");
        }
        Recording wish = new Recording(file, null);
        if (!current.compareAndSet(null, wish)) {
            throw new SipCoreException("record audio to " + file, "it is being recorded already");
        }
        post(new AudioStreamNotification.WillStartRecordingAudio(stream, now(), file));
        Recording running;
        try {
            running = open(wish, file);
        } catch (SipCoreException | RuntimeException failure) {
            current.set(null);
            throw failure;
        }
        if (running == null) {
            throw new SipCoreException("record audio to " + file, "the stream ended meanwhile");
        }
        listen(listening);
        post(new AudioStreamNotification.DidStartRecordingAudio(stream, now(), file));
    }

    /** @return null when recording was stopped while the file was being made */
    private @Nullable Recording open(Recording wish, Path file) throws SipCoreException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException failure) {
            throw new SipCoreException("record audio to " + file, "cannot create folder " + folder + ": " + failure);
        }
        RecordingWaveFile wave = parts.media().createRecordingWaveFile(stream.mixer(), file);
        try {
            wave.start();
        } catch (SipCoreException failure) {
            wave.close();
            throw failure;
        }
        Recording running = new Recording(file, wave);
        if (current.compareAndSet(wish, running)) {
            return running;
        }
        wave.close();
        return null;
    }

    /** Lets the file hear the stream, or nothing. */
    void listen(boolean listening) {
        Recording running = current.get();
        Integer slot = stream.producerSlot().orElse(null);
        if (running == null || running.wave() == null || slot == null) {
            return;
        }
        try {
            AudioMixer mixer = stream.mixer();
            Integer target = running.wave().slot().orElse(null);
            if (target != null) {
                for (int source : sources(mixer, slot, target, listening)) {
                    if (listening) {
                        mixer.connectSlots(source, target);
                    } else {
                        mixer.disconnectSlots(source, target);
                    }
                }
            }
        } catch (SipCoreException failure) {
            LOG.log(Level.WARNING, "the recording of " + stream + " misses something: " + failure.getMessage());
        }
    }

    /** What is to be heard: the stream and what it is fed from; or what is heard now. */
    private static Set<Integer> sources(AudioMixer mixer, int stream, int target, boolean listening) {
        Set<Integer> sources = new LinkedHashSet<>();
        int fed = listening ? stream : target;
        if (listening) {
            sources.add(stream);
            sources.add(DEVICE_SLOT);
        }
        for (AudioMixer.Connection connection : mixer.connectedSlots()) {
            if (connection.destination() == fed && connection.source() != target) {
                sources.add(connection.source());
            }
        }
        return sources;
    }

    /** Stops, if it runs. */
    void stop() {
        Recording running = current.getAndSet(null);
        if (running == null) {
            return;
        }
        post(new AudioStreamNotification.WillStopRecordingAudio(stream, now(), running.file()));
        if (running.wave() != null) {
            running.wave().close();
        }
        post(new AudioStreamNotification.DidStopRecordingAudio(stream, now(), running.file()));
    }

    private java.time.Instant now() {
        return parts.scheduler().now();
    }

    private void post(Notification notification) {
        parts.notifications().post(notification);
    }
}
