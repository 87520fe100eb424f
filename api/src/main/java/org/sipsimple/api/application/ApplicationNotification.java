/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.application;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** What a {@link SipApplication} reports. Spec: Middleware API, "Notifications" of {@code SIPApplication}. */
public sealed interface ApplicationNotification extends Notification {

    @Override
    SipApplication sender();

    @Override
    default String name() {
        return "SIPApplication" + getClass().getSimpleName().replace("Tls", "TLS");
    }

    /** The application begins to start; nothing runs yet. */
    record WillStart(SipApplication sender, Instant timestamp) implements ApplicationNotification {}

    /** Everything has been started. Accounts have begun to register, and may not have finished. */
    record DidStart(SipApplication sender, Instant timestamp) implements ApplicationNotification {}

    /** The application begins to stop. */
    record WillEnd(SipApplication sender, Instant timestamp) implements ApplicationNotification {}

    /** Everything has been stopped, or could not be started; what could not end in order has been left. */
    record DidEnd(SipApplication sender, Instant timestamp) implements ApplicationNotification {}

    /**
     * The engine goes on without TLS, as it could not be started with it.
     *
     * @param error why, for instance a certificate file that cannot be read
     */
    record FailedToStartTls(SipApplication sender, Instant timestamp, Throwable error)
            implements ApplicationNotification {}
}
