/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;

/** What a {@link Registration} reports. Spec: SIP Core API, notifications of {@code Registration}. */
public sealed interface RegistrationNotification extends Notification {

    @Override
    Registration sender();

    @Override
    default String name() {
        return "SIPRegistration" + getClass().getSimpleName();
    }

    /**
     * The registrar accepted.
     *
     * @param contacts all bindings the registrar holds, ours among them
     * @param expiresIn granted time, from our Contact's {@code expires} or the Expires header
     */
    record DidSucceed(
            Registration sender,
            Instant timestamp,
            int code,
            String reason,
            Route route,
            ContactHeader contact,
            List<ContactHeader> contacts,
            Duration expiresIn)
            implements RegistrationNotification {}

    /**
     * A REGISTER failed.
     *
     * @param code status code of the answer, 408 after the timeout, 503 when the transport failed, 0 when the core did
     * @param minExpires from a 423, else zero
     * @param retryAfter from a Retry-After header, else zero
     */
    record DidFail(
            Registration sender,
            Instant timestamp,
            int code,
            String reason,
            Route route,
            Duration minExpires,
            Duration retryAfter)
            implements RegistrationNotification {}

    /** Time to refresh; {@code expires} is what is left. */
    record WillExpire(Registration sender, Instant timestamp, Duration expires) implements RegistrationNotification {}

    /** Unregistering begins. */
    record WillEnd(Registration sender, Instant timestamp) implements RegistrationNotification {}

    /** No longer registered; {@code expired} when time ran out rather than by our wish. */
    record DidEnd(Registration sender, Instant timestamp, boolean expired) implements RegistrationNotification {}

    /** Unregistering failed; {@code code} as in {@link DidFail}. The binding lasts until it expires. */
    record DidNotEnd(Registration sender, Instant timestamp, int code, String reason)
            implements RegistrationNotification {}
}
