/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.media.AudioMixer;

/**
 * Something that produces or consumes audio in a mixer; a facet of streams and the base of the audio middleware. The
 * slots of a port may change during its life: it then posts {@link AudioPortNotification.DidChangeSlots}. Getters may be
 * called from any thread. Spec: Middleware API, {@code IAudioPort}.
 */
@ConsumerType
public interface AudioPort {

    /** The mixer its slots belong to; only ports of one mixer can hear one another. */
    AudioMixer mixer();

    /** The slot to read from, empty when nothing is produced now. */
    Optional<Integer> producerSlot();

    /** The slot to write to, empty when nothing is consumed now. */
    Optional<Integer> consumerSlot();
}
