/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.stream.audio.AudioSettings;

/**
 * Records a stream into one WAV file at a time: it is a member of the stream's bridge, and so hears the peer and all that
 * the peer hears. Thread-safe.
 */
final class Recorder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /**
     * A recording, from the wish on.
     *
     * @param port null while the file is being made
     */
    private record Recording(Path file, @Nullable WaveRecorder port) {}

    private final AudioStream stream;
    private final AudioParts parts;
    private final AtomicReference<@Nullable Recording> current = new AtomicReference<>();
    private volatile boolean listening;

    Recorder(AudioStream stream, AudioParts parts) {
        this.stream = stream;
        this.parts = parts;
    }

    Optional<Path> file() {
        return Optional.ofNullable(current.get()).map(Recording::file);
    }

    /** Where a recording goes that nobody has named. */
    Path defaultFile(Account account, Session session, Direction direction) {
        String time = TIME.format(parts.now().atZone(ZoneId.systemDefault()));
        String peer = session.remoteIdentity()
                .map(identity -> identity.uri().user() + "@" + identity.uri().host())
                .orElse("unknown");
        String name = time + "-" + peer + "-" + direction.name().toLowerCase(Locale.ROOT) + ".wav";
        return account.settings()
                .get(AudioSettings.DIRECTORY)
                .in(account.settings().get(AudioSettings.DATA_DIRECTORY))
                .resolve(inFileName(account.id()))
                .resolve(inFileName(name));
    }

    /** What a peer calls itself must not lead elsewhere. */
    private static String inFileName(String text) {
        return text.replaceAll("[^A-Za-z0-9@._+-]", "_").replaceFirst("^\\.+", "_");
    }

    /** Begins a file, which hears the stream unless that is on hold. */
    void start(Path file) throws SipCoreException {
        if (stream.producerSlot().isEmpty()) {
            throw new SipCoreException("record audio", "the stream is not running");
        }
        Recording wish = new Recording(file, null);
        if (!current.compareAndSet(null, wish)) {
            throw new SipCoreException("record audio to " + file, "it is being recorded already");
        }
        parts.post(new AudioStreamNotification.WillStartRecordingAudio(stream, parts.now(), file));
        WaveRecorder port = parts.audio().createWaveRecorder(stream.mixer(), file);
        try {
            port.start();
        } catch (SipCoreException | RuntimeException failure) {
            current.set(null);
            throw failure;
        }
        if (!current.compareAndSet(wish, new Recording(file, port))) {
            port.close();
            throw new SipCoreException("record audio to " + file, "the stream ended meanwhile");
        }
        follow();
        parts.post(new AudioStreamNotification.DidStartRecordingAudio(stream, parts.now(), file));
    }

    /** Lets files hear the stream, or nothing: this one and those to come. */
    void listen(boolean now) {
        listening = now;
        follow();
    }

    /** Hold may change, and the recording stop, on another thread meanwhile: whoever acted last looks again. */
    private void follow() {
        boolean wanted;
        do {
            wanted = listening;
            Recording running = current.get();
            if (running == null || running.port() == null) {
                return;
            }
            if (wanted) {
                stream.bridge().add(running.port());
            }
            if (!wanted || !running.equals(current.get())) {
                leave(running.port());
            }
        } while (wanted != listening);
    }

    private void leave(WaveRecorder port) {
        AudioBridge bridge = stream.bridge();
        if (bridge.contains(port)) {
            bridge.remove(port);
        }
    }

    /** Stops, if it runs. */
    void stop() {
        Recording running = current.getAndSet(null);
        if (running == null) {
            return;
        }
        parts.post(new AudioStreamNotification.WillStopRecordingAudio(stream, parts.now(), running.file()));
        if (running.port() != null) {
            running.port().close();
            leave(running.port());
        }
        parts.post(new AudioStreamNotification.DidStopRecordingAudio(stream, parts.now(), running.file()));
    }
}
