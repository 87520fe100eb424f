/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.stream.MediaStream;

/**
 * Audio streams whose peers hear one another and, unless the conference is on hold, the sound device. Whether a stream is
 * on hold is its session's business and is not touched. Thread-safe. Spec: Middleware API, {@code AudioConference}.
 */
@ProviderType
public interface AudioConference extends AutoCloseable {

    /**
     * Lets a stream take part; nothing when it does. A stream that ends is to be removed; until then it is silent.
     *
     * @throws IllegalArgumentException when it has no {@link BridgedAudio}, or another mixer
     */
    void add(MediaStream stream);

    /**
     * Connects a stream with the sound device alone, as before.
     *
     * @throws IllegalArgumentException when it does not take part
     */
    void remove(MediaStream stream);

    /** Takes the sound device out: the peers go on with one another. */
    void hold();

    /** Puts the sound device back in. */
    void unhold();

    boolean isOnHold();

    /** All that takes part: a {@link WavePlayer} added is heard by everyone, a {@link WaveRecorder} hears everyone. */
    AudioBridge bridge();

    /** The streams that take part, in the order they came. */
    List<MediaStream> streams();

    /** Removes all streams and closes the bridge. Idempotent. */
    @Override
    void close();
}
