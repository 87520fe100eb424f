/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.threading.ThreadManager;

/**
 * The account manager as a service. Has the accounts of the settings while there are settings, unless the framework
 * property {@value #LOAD} says {@code none}.
 */
@Component(service = AccountManager.class)
public final class AccountManagerComponent implements AccountManager {
    static final String LOAD = "org.sipsimple.accounts";

    private final Accounts accounts;
    private final boolean loads;

    @Activate
    public AccountManagerComponent(
            BundleContext context,
            @Reference Engine engine,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        accounts = new Accounts(this, new AccountServices(engine, lookup, notifications, threads, new SecureRandom()));
        loads = !"none".equals(context.getProperty(LOAD));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setSettings(Settings settings) {
        if (loads) {
            accounts.start(settings);
        }
    }

    void unsetSettings(Settings settings) {
        accounts.stop();
    }

    @Deactivate
    void close() {
        accounts.close();
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
}
