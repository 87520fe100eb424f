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

    AudioMixer mixer();

    Path file();

    /** Begins at the beginning; the file is opened here. */
    void start() throws SipCoreException;

    /** Stops playing; no notification. Idempotent. */
    void stop();

    boolean isActive();

    /** The slot while active. */
    Optional<Integer> slot();

    /** In percent, 100 by default. */
    int volume();

    void setVolume(int percent) throws SipCoreException;

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
