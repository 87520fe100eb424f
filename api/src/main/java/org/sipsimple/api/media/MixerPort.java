/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A slot of a mixer that gives what it gets: whoever is connected from it hears the sum of whoever is connected to it,
 * one frame (20 ms) later. Joins groups of slots without connecting each member to each. Thread-safe. Spec: SIP Core
 * API, {@code MixerPort}.
 */
@ProviderType
public interface MixerPort extends AutoCloseable {

    AudioMixer mixer();

    /**
     * Reserves a slot.
     *
     * @throws SipCoreException when it has one, or the mixer is full or closed
     */
    void start() throws SipCoreException;

    /** Gives up the slot and all its connections. Idempotent; it can be started again. */
    void stop();

    boolean isActive();

    /** The slot while active. */
    Optional<Integer> slot();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
