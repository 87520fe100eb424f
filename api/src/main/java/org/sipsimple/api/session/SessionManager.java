/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.account.Account;

/**
 * Makes outgoing sessions and receives incoming ones, which it announces by {@link SessionNotification.NewIncoming}.
 * Thread-safe. Spec: Middleware API, {@code SessionManager}.
 */
@ProviderType
public interface SessionManager {

    /** A new session in state IDLE. */
    Session create(Account account);

    /** All sessions that are neither IDLE nor TERMINATED. A snapshot. */
    List<Session> sessions();

    /** Ends all sessions; completes when the last one is over. Seed: {@code stop}. */
    CompletionStage<Void> endAll();
}
