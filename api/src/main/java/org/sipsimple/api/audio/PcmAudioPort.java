/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.PcmPort;
import org.sipsimple.api.sip.SipCoreException;

/**
 * The application's own sound as a member of bridges: what it writes everybody hears, and what the others say it reads.
 * Reading and writing are those of {@link PcmPort}. While active it produces and consumes; the bridges follow {@link
 * #start} and {@link #stop}. Thread-safe as {@link PcmPort} is.
 */
@ProviderType
public interface PcmAudioPort extends AudioPort, PcmPort {

    @Override
    AudioMixer mixer();

    /** As {@link PcmPort#start}; on return the bridges it is in are connected. Posts DidChangeSlots. */
    @Override
    void start() throws SipCoreException;

    /** As {@link PcmPort#stop}. Posts DidChangeSlots. */
    @Override
    void stop();

    /** The same as {@link #slot()}. */
    @Override
    default Optional<Integer> producerSlot() {
        return slot();
    }

    /** The same as {@link #slot()}. */
    @Override
    default Optional<Integer> consumerSlot() {
        return slot();
    }
}
