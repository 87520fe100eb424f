/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * Plays a WAV file (16-bit PCM, A-law or mu-law) once into a slot of a mixer, then posts {@link
 * WaveFileNotification.DidFinishPlaying}. Thread-safe. Spec: SIP Core API, {@code WaveFile}.
 */
@ProviderType
public interface WaveFile extends AutoCloseable {

    /** The mixer that it plays into; not closed with it. */
    AudioMixer mixer();

    /** What it plays. */
    Path file();

    /**
     * Begins at the beginning; the file is opened here.
     *
     * @throws SipCoreException when it plays already, the file cannot be read as such a WAV file, or the mixer is full or closed
     */
    void start() throws SipCoreException;

    /** Stops playing; no notification. Idempotent. */
    void stop();

    /** Whether it plays now. */
    boolean isActive();

    /** The slot while active. */
    Optional<Integer> slot();

    /** In percent, 100 by default. */
    int volume();

    /** @throws SipCoreException when it is not within 0 to 400 */
    void setVolume(int percent) throws SipCoreException;

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
