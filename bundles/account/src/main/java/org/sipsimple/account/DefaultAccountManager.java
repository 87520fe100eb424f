/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.sipsimple.account.internal.DefaultAccount;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.sip.SipUri;

/** Accounts in memory; the first one added is the default. Thread-safe. */
public final class DefaultAccountManager implements AccountManager, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DefaultAccountManager.class.getName());

    /** An unregistration takes 2 s when the registrar is silent; something is wrong when it takes longer. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

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
    public CompletionStage<Void> remove(String id) {
        DefaultAccount removed;
        synchronized (accounts) {
            removed = accounts.remove(id);
        }
        return removed == null ? CompletableFuture.completedStage(null) : removed.deactivate();
    }

    /**
     * Removes all accounts, and waits until their registrations have ended, for 3 seconds at most for all together. To be
     * called before the engine, the notification center and the threads are closed, and not on a thread of theirs.
     */
    @Override
    public void close() {
        CompletableFuture<?>[] ends = accounts().stream()
                .map(account -> remove(account.id()).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "registrations have not ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
