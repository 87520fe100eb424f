/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.time.Instant;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;

/** What a {@link Publication} reports. Spec: SIP Core API, notifications of {@code Publication}. */
public sealed interface PublicationNotification extends Notification {

    @Override
    Publication sender();

    @Override
    default String name() {
        return "SIPPublication" + getClass().getSimpleName();
    }

    /** The server accepted; {@code expiresIn} is the time it granted. */
    record DidSucceed(Publication sender, Instant timestamp, int code, String reason, Route route, Duration expiresIn)
            implements PublicationNotification {}

    /**
     * A PUBLISH failed.
     *
     * @param code status code of the answer, 408 after the timeout, 503 when the transport failed, 0 when the core did
     * @param minExpires from a 423, else zero
     * @param retryAfter from a Retry-After header, else zero
     */
    record DidFail(
            Publication sender,
            Instant timestamp,
            int code,
            String reason,
            Route route,
            Duration minExpires,
            Duration retryAfter)
            implements PublicationNotification {}

    /** Time to refresh; {@code expires} is what is left. */
    record WillExpire(Publication sender, Instant timestamp, Duration expires) implements PublicationNotification {}

    /** Removing begins. */
    record WillEnd(Publication sender, Instant timestamp) implements PublicationNotification {}

    /** No longer published; {@code expired} when time ran out rather than by our wish. */
    record DidEnd(Publication sender, Instant timestamp, boolean expired) implements PublicationNotification {}

    /** Removing failed; {@code code} as in {@link DidFail}. The state lasts until it expires. */
    record DidNotEnd(Publication sender, Instant timestamp, int code, String reason)
            implements PublicationNotification {}
}
