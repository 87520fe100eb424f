/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * Records a slot of a mixer into a 16-bit PCM WAV file at the mixer's rate, once. Posts {@link
 * RecordingWaveFileNotification}. Thread-safe. Spec: SIP Core API, {@code
 * RecordingWaveFile}.
 */
@ProviderType
public interface RecordingWaveFile extends AutoCloseable {

    /** The mixer that it records from; not closed with it. */
    AudioMixer mixer();

    /** What it writes to. */
    Path file();

    /** Creates or overwrites the file and begins to record. */
    void start() throws SipCoreException;

    /** Stops and completes the file's header; returns when the file is complete. Idempotent. */
    void stop();

    /** Whether it records now. */
    boolean isActive();

    /** The slot while active. */
    Optional<Integer> slot();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
