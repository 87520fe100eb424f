/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What an {@link AudioTransport} reports. Spec: SIP Core API, notifications of {@code AudioTransport}. */
public sealed interface AudioTransportNotification extends Notification {

    @Override
    AudioTransport sender();

    /** The peer pressed a key. */
    record GotDtmf(AudioTransport sender, Instant timestamp, char digit) implements AudioTransportNotification {
        @Override
        public String name() {
            return "RTPAudioTransportGotDTMF";
        }
    }

    /** No RTP came for the time given at start; {@code gotAny} tells whether there ever was any. */
    record DidNotGetRtp(AudioTransport sender, Instant timestamp, boolean gotAny)
            implements AudioTransportNotification {
        @Override
        public String name() {
            return "RTPAudioTransportDidNotGetRTP";
        }
    }
}
