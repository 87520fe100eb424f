/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A port that writes what it consumes to a 16-bit PCM WAV file at the mixer's rate; it can be started again any number
 * of times. Outside of bridges it hears nothing. Thread-safe. Spec: Middleware API, {@code WaveRecorder}.
 */
@ProviderType
public interface WaveRecorder extends AudioPort, AutoCloseable {

    Path file();

    /** The file from the next start on; without it the next start overwrites the last recording. */
    void setFile(Path file);

    /**
     * Creates the file and missing folders, and begins.
     *
     * @throws SipCoreException when the file cannot be written
     * @throws IllegalStateException when it is active
     */
    void start() throws SipCoreException;

    /** Ends; the file is complete on return. Nothing when it is not active. */
    void stop();

    boolean isActive();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
