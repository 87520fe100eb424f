/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.nio.file.Path;

import org.sipsimple.api.media.RecordingWaveFile;

/** A recording that writes nothing. For one thread only. */
public final class FakeRecording extends FakePort implements RecordingWaveFile {
    private final Path file;

    FakeRecording(FakeAudioMixer mixer, Path file) {
        super(mixer);
        this.file = file;
    }

    @Override
    public Path file() {
        return file;
    }
}
