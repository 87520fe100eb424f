/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What a {@link Request} reports. Spec: SIP Core API, notifications of {@code Request}. */
public sealed interface RequestNotification extends Notification {

    @Override
    Request sender();

    @Override
    default String name() {
        return "SIPRequest" + getClass().getSimpleName();
    }

    /** A 1xx came. */
    record GotProvisionalResponse(
            Request sender, Instant timestamp, int code, String reason, SipHeaders headers, @Nullable SipBody body)
            implements RequestNotification {}

    /**
     * A 2xx came.
     *
     * @param expires how long the result is good; zero when it does not expire, and then DidEnd is next
     */
    record DidSucceed(
            Request sender,
            Instant timestamp,
            int code,
            String reason,
            SipHeaders headers,
            @Nullable SipBody body,
            Duration expires)
            implements RequestNotification {}

    /**
     * It failed.
     *
     * @param code status code of the answer, 408 after the timeout, 503 when the transport failed, 487 when it was given
     *     up, 0 when the core failed
     * @param headers empty unless there was an answer
     * @param body null unless the answer has one
     */
    record DidFail(
            Request sender, Instant timestamp, int code, String reason, SipHeaders headers, @Nullable SipBody body)
            implements RequestNotification {}

    /** Time to refresh with a new request; {@code expires} is what is left. */
    record WillExpire(Request sender, Instant timestamp, Duration expires) implements RequestNotification {}

    /** It is over: failed, expired, given up, or succeeded without anything to expire. */
    record DidEnd(Request sender, Instant timestamp) implements RequestNotification {}
}
