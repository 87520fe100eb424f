/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A set of ports of one mixer in which everyone hears everyone else: each producer is connected to each consumer but its
 * own. A bridge is a port too, so it can be a member of other bridges; then the members of both hear one another.
 *
 * <p>Members are held weakly: one that nobody else refers to leaves by itself, unless it is active and so kept by the
 * SDK, as a {@link WavePlayer} that plays is. A port may be in several bridges, and what an application connected in the
 * mixer by itself is left alone. Changes are made when the methods return, and heard within a frame of 20 ms: sound that
 * comes or goes then rises or falls over 5 ms, so that nothing clicks, and what goes on elsewhere is not touched. When two
 * threads change bridges of the same mixer at the same time, the one that comes second may return while the first one
 * connects for both. Thread-safe. Spec: Middleware API, {@code AudioBridge}.
 */
@ProviderType
public interface AudioBridge extends AudioPort, AutoCloseable {

    /**
     * Adds a port; nothing when it is a member already.
     *
     * @throws IllegalArgumentException when the port belongs to another mixer, or if it is a bridge of which this one is
     *     a member, directly or not
     * @throws IllegalStateException when closed
     */
    void add(AudioPort port);

    /**
     * Removes a member.
     *
     * @throws IllegalArgumentException when it is none
     */
    void remove(AudioPort port);

    boolean contains(AudioPort port);

    /** The members as they are now. */
    Set<AudioPort> ports();

    /** Disconnects all members and leaves the bridges it is in. Members are not closed. Idempotent. */
    @Override
    void close();
}
