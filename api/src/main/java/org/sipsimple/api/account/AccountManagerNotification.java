/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What an {@link AccountManager} reports. Spec: Middleware API, notifications of {@code AccountManager}. */
public sealed interface AccountManagerNotification extends Notification {

    @Override
    AccountManager sender();

    @Override
    default String name() {
        return "SIPAccountManager" + getClass().getSimpleName();
    }

    /** There is one more account, also for each one loaded from the settings. */
    record DidAddAccount(AccountManager sender, Instant timestamp, Account account)
            implements AccountManagerNotification {}

    /** An account was deleted, or the settings it came from are gone. */
    record DidRemoveAccount(AccountManager sender, Instant timestamp, Account account)
            implements AccountManagerNotification {}

    /**
     * Another account is used where none is named.
     *
     * @param oldAccount null for none
     * @param account null for none
     */
    record DidChangeDefaultAccount(
            AccountManager sender, Instant timestamp, @Nullable Account oldAccount, @Nullable Account account)
            implements AccountManagerNotification {}
}
