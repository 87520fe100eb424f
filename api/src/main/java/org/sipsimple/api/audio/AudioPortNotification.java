/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.time.Instant;
import java.util.Optional;

import org.sipsimple.api.notification.Notification;

/** What an {@link AudioPort} reports. Spec: Middleware API, {@code IAudioPort}. */
public sealed interface AudioPortNotification extends Notification {

    @Override
    AudioPort sender();

    /**
     * The port has other slots now, so that the bridges it is in have to connect it anew. Every implementation of {@link
     * AudioPort} whose slots change has to post it; an old slot may be in use by another port already.
     *
     * @param oldProducerSlot empty when it produced nothing before
     * @param newProducerSlot empty when it produces nothing now
     * @param oldConsumerSlot empty when it consumed nothing before
     * @param newConsumerSlot empty when it consumes nothing now
     */
    record DidChangeSlots(
            AudioPort sender,
            Instant timestamp,
            Optional<Integer> oldProducerSlot,
            Optional<Integer> newProducerSlot,
            Optional<Integer> oldConsumerSlot,
            Optional<Integer> newConsumerSlot)
            implements AudioPortNotification {

        @Override
        public String name() {
            return "AudioPortDidChangeSlots";
        }

        public boolean producerSlotChanged() {
            return !oldProducerSlot.equals(newProducerSlot);
        }

        public boolean consumerSlotChanged() {
            return !oldConsumerSlot.equals(newConsumerSlot);
        }
    }
}
