/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.List;
import java.util.Optional;

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

    /** Removes it; its registration ends. No error when unknown. */
    void remove(String id);
}
