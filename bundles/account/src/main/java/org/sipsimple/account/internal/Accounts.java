/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountManagerNotification;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.sip.SipUri;

/** The accounts of one manager, in the order they came. Thread-safe. */
public final class Accounts {
    private static final System.Logger LOG = System.getLogger(Accounts.class.getName());

    /** An unregistration takes 2 s when the registrar is silent; something is wrong when it takes longer. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final AccountManager manager;
    private final AccountServices services;
    private final InstanceId instanceId;
    private final List<DefaultAccount> accounts = new ArrayList<>();
    private @Nullable StoredAccounts storedAccounts;
    private @Nullable String chosenDefault;
    private @Nullable Account currentDefault;

    /** @param manager whose notifications they are */
    public Accounts(AccountManager manager, AccountServices services) {
        this.manager = manager;
        this.services = services;
        this.instanceId = new InstanceId(services.random());
    }

    /** Loads the accounts of the settings and goes with their changes. */
    public synchronized void start(Settings settings) {
        if (storedAccounts != null) {
            if (storedAccounts.areOf(settings)) {
                return;
            }
            throw new IllegalStateException("the accounts of other settings have been loaded already");
        }
        storedAccounts = new StoredAccounts(settings, this, services, instanceId);
        storedAccounts.start();
    }

    /** Forgets the accounts of the settings; completes when their registrations have ended. */
    public CompletionStage<Void> stop() {
        List<DefaultAccount> gone;
        synchronized (this) {
            if (storedAccounts == null) {
                return CompletableFuture.completedStage(null);
            }
            storedAccounts.stop();
            storedAccounts = null;
            gone = accounts.stream()
                    .filter(account -> account.settingsObject().isPresent())
                    .toList();
        }
        return CompletableFuture.allOf(gone.stream()
                .map(account -> discard(account).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** Ends all of them; see {@code DefaultAccountManager.close}. */
    public void close() {
        CompletableFuture<?> stored = stop().toCompletableFuture();
        List<CompletableFuture<?>> ends = new ArrayList<>(List.of(stored));
        all().forEach(account -> ends.add(discard(account).toCompletableFuture()));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "registrations have not ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Account> list() {
        return List.copyOf(all());
    }

    private synchronized List<DefaultAccount> all() {
        return List.copyOf(accounts);
    }

    public Optional<Account> get(String id) {
        return first(account -> account.id().equals(id));
    }

    private Optional<Account> first(Predicate<DefaultAccount> wanted) {
        return all().stream().filter(wanted).<Account>map(account -> account).findFirst();
    }

    public Optional<Account> find(SipUri requestUri) {
        String user = requestUri.user();
        if (user == null) {
            return Optional.empty();
        }
        return firstEnabled(account -> user.equals(account.contacts().username()))
                .or(() -> firstEnabled(account -> user.equals(account.uri().user())
                        && requestUri.host().equalsIgnoreCase(account.uri().host())))
                .or(() -> firstEnabled(account -> user.equals(account.uri().user())));
    }

    private Optional<Account> firstEnabled(Predicate<DefaultAccount> wanted) {
        return first(account -> account.isEnabled() && wanted.test(account));
    }

    // --- coming and going

    public Account add(AccountOptions options) {
        return add(new DefaultAccount(options, true, null, services, instanceId));
    }

    DefaultAccount add(DefaultAccount account) {
        synchronized (this) {
            if (get(account.id()).isPresent()) {
                throw new IllegalArgumentException("there is an account " + account.id() + " already");
            }
            accounts.add(account);
            services.notifications().post(new AccountManagerNotification.DidAddAccount(manager, now(), account));
            checkDefault();
        }
        account.start();
        return account;
    }

    public CompletionStage<Void> remove(String id) {
        Optional<DefaultAccount> found =
                all().stream().filter(account -> account.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        Optional<SettingsObject> stored = found.get().settingsObject();
        if (stored.isPresent()) {
            try {
                stored.get().delete();
            } catch (ConfigurationException e) {
                return CompletableFuture.failedStage(e);
            }
        }
        return discard(found.get());
    }

    /** Ends the account; not its settings. */
    CompletionStage<Void> discard(DefaultAccount account) {
        synchronized (this) {
            if (accounts.remove(account)) {
                services.notifications().post(new AccountManagerNotification.DidRemoveAccount(manager, now(), account));
                checkDefault();
            }
        }
        return account.close();
    }

    // --- the default

    public synchronized Optional<Account> defaultAccount() {
        return Optional.ofNullable(currentDefault);
    }

    public void setDefault(String id) throws ConfigurationException {
        if (get(id).isEmpty()) {
            throw new IllegalArgumentException("there is no account " + id);
        }
        StoredAccounts stored;
        synchronized (this) {
            stored = storedAccounts;
        }
        if (stored != null) {
            stored.chooseDefault(id);
        }
        synchronized (this) {
            chosenDefault = id;
            checkDefault();
        }
    }

    /** The id in the settings has changed. */
    synchronized void choiceChanged(@Nullable String id) {
        chosenDefault = id;
        checkDefault();
    }

    /** To be called after each change that may have made another account the default. */
    synchronized void checkDefault() {
        Account before = currentDefault;
        Account after = firstEnabled(account -> account.id().equals(chosenDefault))
                .or(() -> firstEnabled(account -> true))
                .orElse(null);
        if (before != after) {
            currentDefault = after;
            services.notifications()
                    .post(new AccountManagerNotification.DidChangeDefaultAccount(manager, now(), before, after));
        }
    }

    synchronized void registerAgain() {
        accounts.forEach(DefaultAccount::registerAgain);
    }

    private Instant now() {
        return services.threads().scheduler().now();
    }
}
