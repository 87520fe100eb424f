/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.RecordingWaveFile;

/** A recording that writes nothing. For one thread only. */
public final class FakeRecording implements RecordingWaveFile {
    private final FakeAudioMixer mixer;
    private final Path file;
    private @Nullable Integer slot;

    FakeRecording(FakeAudioMixer mixer, Path file) {
        this.mixer = mixer;
        this.file = file;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public void start() {
        slot = mixer.take();
    }

    @Override
    public void stop() {
        if (slot != null) {
            mixer.free(slot);
            slot = null;
        }
    }

    @Override
    public boolean isActive() {
        return slot != null;
    }

    @Override
    public Optional<Integer> slot() {
        return Optional.ofNullable(slot);
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }
}
