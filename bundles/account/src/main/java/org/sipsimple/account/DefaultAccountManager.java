/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.sipsimple.account.internal.DefaultAccount;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.sip.SipUri;

/** Accounts in memory; the first one added is the default. Thread-safe. */
public final class DefaultAccountManager implements AccountManager, AutoCloseable {
    private final AccountServices services;
    private final Map<String, DefaultAccount> accounts = new LinkedHashMap<>();

    public DefaultAccountManager(AccountServices services) {
        this.services = services;
    }

    @Override
    public List<Account> accounts() {
        return List.copyOf(all());
    }

    private List<DefaultAccount> all() {
        synchronized (accounts) {
            return new ArrayList<>(accounts.values());
        }
    }

    @Override
    public Optional<Account> account(String id) {
        synchronized (accounts) {
            return Optional.ofNullable(accounts.get(id));
        }
    }

    @Override
    public Optional<Account> defaultAccount() {
        return all().stream().<Account>map(account -> account).findFirst();
    }

    @Override
    public Optional<Account> findAccount(SipUri requestUri) {
        String user = requestUri.user();
        if (user == null) {
            return Optional.empty();
        }
        List<DefaultAccount> candidates = all();
        return first(candidates, account -> user.equals(account.contactUser()))
                .or(() -> first(
                        candidates,
                        account -> user.equals(account.uri().user())
                                && requestUri
                                        .host()
                                        .equalsIgnoreCase(account.uri().host())))
                .or(() -> first(candidates, account -> user.equals(account.uri().user())));
    }

    private static Optional<Account> first(List<DefaultAccount> accounts, Predicate<DefaultAccount> wanted) {
        return accounts.stream().filter(wanted).<Account>map(account -> account).findFirst();
    }

    @Override
    public Account add(AccountOptions options) {
        DefaultAccount account = new DefaultAccount(options, services);
        synchronized (accounts) {
            if (accounts.containsKey(account.id())) {
                throw new IllegalArgumentException("there is an account " + account.id() + " already");
            }
            accounts.put(account.id(), account);
        }
        account.activate();
        return account;
    }

    @Override
    public void remove(String id) {
        DefaultAccount removed;
        synchronized (accounts) {
            removed = accounts.remove(id);
        }
        if (removed != null) {
            removed.deactivate();
        }
    }

    /** Removes all accounts. */
    @Override
    public void close() {
        accounts().forEach(account -> remove(account.id()));
    }
}
