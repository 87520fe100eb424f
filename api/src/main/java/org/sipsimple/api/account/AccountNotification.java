/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Registration;

/** What an {@link Account} reports. Spec: Middleware API, notifications of {@code Account}. */
public sealed interface AccountNotification extends Notification {

    @Override
    Account sender();

    @Override
    default String name() {
        return "SIPAccount" + getClass().getSimpleName();
    }

    /** The account is enabled and the engine runs: it is about to begin its work. */
    record WillActivate(Account sender, Instant timestamp) implements AccountNotification {}

    /** It has begun: registering, for example. */
    record DidActivate(Account sender, Instant timestamp) implements AccountNotification {}

    /** The account was disabled or deleted, or the engine ends: it is about to end its work. */
    record WillDeactivate(Account sender, Instant timestamp) implements AccountNotification {}

    /** It has ended, its registration too, as far as the registrar took part. */
    record DidDeactivate(Account sender, Instant timestamp) implements AccountNotification {}

    /** The registrar accepted; the account can be reached at {@code contact}. */
    record RegistrationDidSucceed(
            Account sender,
            Instant timestamp,
            ContactHeader contact,
            List<ContactHeader> contacts,
            Duration expires,
            Route route)
            implements AccountNotification {}

    /** An attempt over all routes failed; the next one follows after {@code retryAfter}. */
    record RegistrationDidFail(Account sender, Instant timestamp, String error, Duration retryAfter)
            implements AccountNotification {}

    /** A registrar's answer, good or bad. */
    record RegistrationGotAnswer(
            Account sender, Instant timestamp, int code, String reason, Registration registration, Route route)
            implements AccountNotification {}

    /** No longer registered. */
    record RegistrationDidEnd(Account sender, Instant timestamp, Registration registration)
            implements AccountNotification {}

    /** Registration begins, for the first time or after it ended. */
    record WillRegister(Account sender, Instant timestamp) implements AccountNotification {}

    /** Registration is about to be renewed before it expires. */
    record RegistrationWillRefresh(Account sender, Instant timestamp) implements AccountNotification {}

    /** The registrar did not take the binding away; it will expire by itself. */
    record RegistrationDidNotEnd(Account sender, Instant timestamp, int code, String reason, Registration registration)
            implements AccountNotification {}
}
