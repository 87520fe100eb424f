/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.threading.ThreadManager;

/** The account manager as a service. */
@Component(service = AccountManager.class)
public final class AccountManagerComponent implements AccountManager {
    private final DefaultAccountManager manager;

    @Activate
    public AccountManagerComponent(
            @Reference Engine engine,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        manager = new DefaultAccountManager(
                new AccountServices(engine, lookup, notifications, threads, new SecureRandom()));
    }

    @Deactivate
    void close() {
        manager.close();
    }

    @Override
    public List<Account> accounts() {
        return manager.accounts();
    }

    @Override
    public Optional<Account> account(String id) {
        return manager.account(id);
    }

    @Override
    public Optional<Account> defaultAccount() {
        return manager.defaultAccount();
    }

    @Override
    public Optional<Account> findAccount(SipUri requestUri) {
        return manager.findAccount(requestUri);
    }

    @Override
    public Account add(AccountOptions options) {
        return manager.add(options);
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return manager.remove(id);
    }
}
