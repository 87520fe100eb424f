/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.SipUri;

/** The accounts there are. Thread-safe. Spec: Middleware API, {@code AccountManager}. */
@ProviderType
public interface AccountManager {

    List<Account> accounts();

    Optional<Account> account(String id);

    Optional<Account> defaultAccount();

    /**
     * The account a request to {@code requestUri} is meant for: one whose contact user it names, else one whose user and
     * domain it names, else one whose user it names.
     */
    Optional<Account> findAccount(SipUri requestUri);

    /**
     * Adds an account that lives as long as this manager.
     *
     * @throws IllegalArgumentException when the id is taken
     */
    Account add(AccountOptions options);

    /**
     * Removes it at once; its registration ends in the background. No error when unknown.
     *
     * @return completes, never with a failure, when the registrar has released the account, has refused to, or has not
     *     answered for 2 seconds; when there is nothing to end, soon
     */
    CompletionStage<Void> remove(String id);
}
