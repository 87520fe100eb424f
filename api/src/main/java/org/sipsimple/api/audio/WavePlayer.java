/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A port that plays a WAV file, once or repeatedly; it can be started again any number of times. While it is active it
 * is kept in memory. Posts {@link WavePlayerNotification}. Thread-safe. Spec: Middleware API, {@code WavePlayer}.
 */
@ProviderType
public interface WavePlayer extends AudioPort, AutoCloseable {

    Path file();

    WavePlayerOptions options();

    /** In percent, 100 for the file's own. */
    int volume();

    /** For what plays now and for later. */
    void setVolume(int percent) throws SipCoreException;

    /**
     * Begins to play. Whether the file can be played shows at once when it is played at once: then DidFail is posted as
     * well as thrown.
     *
     * @throws SipCoreException when the file cannot be played
     * @throws IllegalStateException when it is active
     */
    void start() throws SipCoreException;

    /** Stops at once and posts DidEnd; nothing when it is not active. */
    void stop();

    /**
     * Starts it and tells its end; nothing is thrown.
     *
     * @return completes when it has played as often as asked for or was stopped; exceptionally with {@link
     *     SipCoreException} when the file cannot be played and with IllegalStateException when it is active
     */
    CompletionStage<Void> play();

    /** Whether it plays, or pauses between two plays. */
    boolean isActive();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
