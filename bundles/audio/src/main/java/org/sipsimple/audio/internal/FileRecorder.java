/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.WaveRecorder;
import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;
import org.sipsimple.api.sip.SipCoreException;

/** Makes a core recorder for each start. */
final class FileRecorder implements WaveRecorder, WiredPort {
    private final Wiring wiring;
    private final Desk desk;

    // guarded by this, never while the core is asked
    private Path file;
    private boolean starting;
    private @Nullable RecordingWaveFile wave;

    FileRecorder(Wiring wiring, Desk desk, Path file) {
        this.wiring = wiring;
        this.desk = desk;
        this.file = file;
    }

    @Override
    public AudioMixer mixer() {
        return wiring.mixer();
    }

    @Override
    public Optional<Integer> producerSlot() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> consumerSlot() {
        RecordingWaveFile current = current();
        return current == null ? Optional.empty() : current.slot();
    }

    private synchronized @Nullable RecordingWaveFile current() {
        return wave;
    }

    @Override
    public synchronized Path file() {
        return file;
    }

    @Override
    public synchronized void setFile(Path newFile) {
        file = newFile;
    }

    @Override
    public void start() throws SipCoreException {
        Path to;
        synchronized (this) {
            if (isActive()) {
                throw new IllegalStateException("it records already");
            }
            starting = true;
            to = file;
        }
        RecordingWaveFile made = null;
        try {
            createFolder(to);
            made = desk.media().createRecordingWaveFile(mixer(), to);
            made.start();
            desk.active().add(this, this::stop);
        } finally {
            boolean unwanted = begin(made);
            if (unwanted && made != null) {
                made.close();
            }
        }
        wiring.moved(this);
        desk.postConsumer(this, Optional.empty(), consumerSlot());
    }

    /** @return whether it was stopped while it started, or could not be started */
    private synchronized boolean begin(@Nullable RecordingWaveFile made) {
        boolean stopped = !starting;
        starting = false;
        if (stopped || made == null || !made.isActive()) {
            desk.active().remove(this);
            return true;
        }
        wave = made;
        return false;
    }

    private static void createFolder(Path file) throws SipCoreException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new SipCoreException("record " + file, "cannot create folder " + folder + ": " + failure);
        }
    }

    @Override
    public void stop() {
        RecordingWaveFile ending;
        synchronized (this) {
            ending = wave;
            wave = null;
            starting = false;
        }
        desk.active().remove(this);
        if (ending != null) {
            Optional<Integer> slot = ending.slot();
            ending.close();
            wiring.settle();
            desk.postConsumer(this, slot, Optional.empty());
        }
    }

    @Override
    public synchronized boolean isActive() {
        return starting || (wave != null && wave.isActive());
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return "recorder of " + file();
    }
}
