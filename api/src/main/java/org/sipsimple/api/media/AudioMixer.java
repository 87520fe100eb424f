/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A conference bridge: slots that produce and consume audio, connected at will, mixed by one clock. Thread-safe. Spec:
 * SIP Core API, {@code AudioMixer}.
 */
@ProviderType
public interface AudioMixer extends AutoCloseable {

    /**
     * Lets audio flow from one slot to another; connecting twice is the same as once.
     *
     * @throws SipCoreException when one of them is not in use, or the mixer is closed
     */
    void connectSlots(int source, int destination) throws SipCoreException;

    /** Ends such a flow; no error when there is none. */
    void disconnectSlots(int source, int destination) throws SipCoreException;

    /** All connections as they are now. */
    List<Connection> connectedSlots();

    /** A directed connection between two slots. */
    record Connection(int source, int destination) {}

    /**
     * Uses other sound devices; slot 0 and its connections stay. Takes as long as the devices take to open. When one
     * cannot be had the mixer goes on without any, by a clock.
     *
     * @param inputDevice name, {@code "system_default"} (none when there are no devices), or null for none
     * @param outputDevice likewise
     * @param echoTailMillis echo canceller tail, 0 for none; without effect unless there are both devices
     */
    void setSoundDevices(@Nullable String inputDevice, @Nullable String outputDevice, int echoTailMillis)
            throws SipCoreException;

    /** The device really in use, with the name it has where {@code "system_default"} was asked for. */
    Optional<String> inputDevice();

    /** As {@link #inputDevice()}. */
    Optional<String> outputDevice();

    /** In percent of what the input device gives, 100 by default; kept while muted. */
    int inputVolume();

    /** @throws SipCoreException when it is not within 0 to 400, or the mixer is closed */
    void setInputVolume(int percent) throws SipCoreException;

    /** In percent of what goes to the output device, 100 by default. */
    int outputVolume();

    /** @throws SipCoreException when it is not within 0 to 400, or the mixer is closed */
    void setOutputVolume(int percent) throws SipCoreException;

    /** Whether the input device is silenced. */
    boolean isMuted();

    /** @throws SipCoreException when the mixer is closed */
    void setMuted(boolean muted) throws SipCoreException;

    /** In Hz. */
    int sampleRate();

    /** Echo canceller tail in milliseconds, 0 for none. */
    int echoTailMillis();

    /** How many slots there can be, by the options it was made with. */
    int slotCount();

    /** How many of them something is in now; 0 when the mixer is closed. */
    int usedSlotCount();

    /** Frees the mixer. Whatever was connected falls silent. Idempotent. */
    @Override
    void close();
}
