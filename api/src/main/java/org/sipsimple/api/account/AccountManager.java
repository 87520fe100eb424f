/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.sip.SipUri;

/** The accounts there are. Thread-safe. Spec: Middleware API, {@code AccountManager}. */
@ProviderType
public interface AccountManager {

    /**
     * Loads the accounts of the settings; from now on they come, go and change as their settings do. In OSGi this is done
     * as soon as there are settings. Spec: Middleware API, {@code AccountManager.start}.
     *
     * @throws IllegalStateException when accounts have been loaded from other settings
     */
    void start(Settings settings);

    /**
     * Deactivates and forgets the accounts of the settings, which stay stored. Spec: Middleware API, {@code
     * AccountManager.stop}.
     *
     * @return completes, never with a failure, when their registrations have ended, well or not
     */
    CompletionStage<Void> stop();

    List<Account> accounts();

    Optional<Account> account(String id);

    /**
     * The account used where none is named: the one that setting {@code default_account} names, while it is enabled, else
     * the first one enabled.
     */
    Optional<Account> defaultAccount();

    /**
     * Makes an account the default and stores that.
     *
     * @throws IllegalArgumentException when there is none of that id
     * @throws ConfigurationException when it cannot be stored; the default is then what it was
     */
    void setDefaultAccount(String id) throws ConfigurationException;

    /**
     * The enabled account a request to {@code requestUri} is meant for: one whose contact user it names, else one whose
     * user and domain it names, else one whose user it names.
     */
    Optional<Account> findAccount(SipUri requestUri);

    /**
     * Adds an account that is stored nowhere and lives as long as this manager. Accounts that are stored come from the
     * settings: see {@code Settings.addAccount}.
     *
     * @throws IllegalArgumentException when the id is taken
     */
    Account add(AccountOptions options);

    /**
     * Removes it at once, with its settings if it has been stored; its registration ends in the background. No error when
     * unknown.
     *
     * @return completes when the registrar has released the account, has refused to, or has not answered for 2 seconds;
     *     when there is nothing to end, soon. Fails only with a {@link ConfigurationException}, when stored settings
     *     could not be removed; the account is then still there
     */
    CompletionStage<Void> remove(String id);
}
