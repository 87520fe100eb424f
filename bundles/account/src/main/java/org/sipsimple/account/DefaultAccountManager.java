/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.sipsimple.account.internal.Accounts;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.sip.SipUri;

/** Accounts made by the application and, once {@link #start started}, those of the settings. Thread-safe. */
public final class DefaultAccountManager implements AccountManager, AutoCloseable {
    private final Accounts accounts;

    public DefaultAccountManager(AccountServices services) {
        this.accounts = new Accounts(this, services);
    }

    @Override
    public void start(Settings settings) {
        accounts.start(settings);
    }

    @Override
    public CompletionStage<Void> stop() {
        return accounts.stop();
    }

    @Override
    public List<Account> accounts() {
        return accounts.list();
    }

    @Override
    public Optional<Account> account(String id) {
        return accounts.get(id);
    }

    @Override
    public Optional<Account> defaultAccount() {
        return accounts.defaultAccount();
    }

    @Override
    public void setDefaultAccount(String id) throws ConfigurationException {
        accounts.setDefault(id);
    }

    @Override
    public Optional<Account> findAccount(SipUri requestUri) {
        return accounts.find(requestUri);
    }

    @Override
    public Account add(AccountOptions options) {
        return accounts.add(options);
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return accounts.remove(id);
    }

    /**
     * Ends all accounts, and waits until their registrations have ended, for 3 seconds at most for all together. To be
     * called before the engine, the notification center and the threads are closed, and not on a thread of theirs.
     */
    @Override
    public void close() {
        accounts.close();
    }
}
