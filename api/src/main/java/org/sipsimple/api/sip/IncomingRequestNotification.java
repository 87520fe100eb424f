/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What an {@link IncomingRequest} reports. Spec: SIP Core API, notifications of {@code IncomingRequest}. */
public sealed interface IncomingRequestNotification extends Notification {

    @Override
    IncomingRequest sender();

    @Override
    default String name() {
        return "SIPIncomingRequest" + getClass().getSimpleName();
    }

    /**
     * A request came; somebody has to answer it.
     *
     * @param body null when it has none
     */
    record GotRequest(
            IncomingRequest sender,
            Instant timestamp,
            String method,
            SipUri requestUri,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingRequestNotification {}

    /**
     * The request was answered: by us, or with 500 because nobody did.
     *
     * @param headers those that were given with the answer, without what the core adds
     * @param body always null
     */
    record SentResponse(
            IncomingRequest sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body)
            implements IncomingRequestNotification {}
}
