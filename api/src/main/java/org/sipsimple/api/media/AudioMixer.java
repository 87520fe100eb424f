/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A conference bridge: slots that produce and consume audio, connected at will, mixed by one clock. Thread-safe. Spec:
 * SIP Core API, {@code AudioMixer}.
 */
@ProviderType
public interface AudioMixer extends AutoCloseable {

    /** Lets audio flow from one slot to another; connecting twice is the same as once. */
    void connectSlots(int source, int destination) throws SipCoreException;

    /** Ends such a flow; no error when there is none. */
    void disconnectSlots(int source, int destination) throws SipCoreException;

    /** All connections as they are now. */
    List<Connection> connectedSlots();

    /** A directed connection between two slots. */
    record Connection(int source, int destination) {}

    Optional<String> inputDevice();

    Optional<String> outputDevice();

    /** In Hz. */
    int sampleRate();

    /** Echo canceller tail in milliseconds, 0 for none. */
    int echoTailMillis();

    int slotCount();

    int usedSlotCount();

    /** Frees the mixer. Whatever was connected falls silent. Idempotent. */
    @Override
    void close();
}
