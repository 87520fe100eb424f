/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What a {@link Message} reports. Spec: SIP Core API, notifications of {@code Message}. */
public sealed interface MessageNotification extends Notification {

    @Override
    Message sender();

    @Override
    default String name() {
        return "SIPMessage" + getClass().getSimpleName();
    }

    /** The peer, or who keeps messages for it, has taken it: a 2xx. */
    record DidSucceed(Message sender, Instant timestamp) implements MessageNotification {}

    /**
     * It could not be delivered.
     *
     * @param code status code of the answer, 408 after the timeout, 503 when the transport failed, 487 when it was given
     *     up, 0 when the core failed
     */
    record DidFail(Message sender, Instant timestamp, int code, String reason) implements MessageNotification {}
}
