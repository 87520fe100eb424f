/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.notification.Observation;

/**
 * Has one account for each settings object of an account, and brings every stored change to it. What is set and not
 * saved does not count. Thread-safe.
 */
final class StoredAccounts {
    private static final System.Logger LOG = System.getLogger(StoredAccounts.class.getName());

    private final Settings settings;
    private final Accounts accounts;
    private final AccountServices services;
    private final InstanceId instanceId;
    private final Map<SettingsObject, Known> known = new IdentityHashMap<>();
    private @Nullable Observation changes;
    private Settings.@Nullable Registration instanceSetting;

    /**
     * An account and what it registers with.
     *
     * @param registered values of settings, read before the account was given them: what is saved meanwhile is told of
     *     later, and may have got into the account already
     */
    private record Known(DefaultAccount account, List<@Nullable Object> registered) {}

    StoredAccounts(Settings settings, Accounts accounts, AccountServices services, InstanceId instanceId) {
        this.settings = settings;
        this.accounts = accounts;
        this.services = services;
        this.instanceId = instanceId;
    }

    boolean areOf(Settings others) {
        return settings == others;
    }

    synchronized void start() {
        // observed first: what comes between is there twice rather than not at all
        changes = services.notifications()
                .observe(
                        ConfigurationNotification.class,
                        null,
                        services.threads().serial("accounts"),
                        this::changed);
        instanceSetting = instanceId.keepIn(settings);
        accounts.choiceChanged(settings.general().get(GeneralSettings.DEFAULT_ACCOUNT));
        settings.accounts().forEach(this::add);
    }

    synchronized void stop() {
        if (changes != null) {
            changes.close();
            changes = null;
        }
        if (instanceSetting != null) {
            instanceSetting.close();
            instanceSetting = null;
        }
        known.clear();
    }

    private synchronized void changed(ConfigurationNotification event) {
        if (changes == null || !(event.sender() instanceof SettingsObject object)) {
            return;
        }
        if (object == settings.general()) {
            if (event instanceof ConfigurationNotification.SettingsObjectDidChange change) {
                generalChanged(change.modified());
            }
        } else if (object.kind() == SettingsKind.ACCOUNT) {
            accountChanged(object, event);
        }
    }

    private void generalChanged(Map<String, ModifiedValue> modified) {
        ModifiedValue choice = modified.get(GeneralSettings.DEFAULT_ACCOUNT.path());
        if (choice != null) {
            accounts.choiceChanged((String) choice.current());
        }
        if (StoredOptions.areRegisteredGenerally(modified.keySet())) {
            accounts.registerAgain();
        }
    }

    private void accountChanged(SettingsObject object, ConfigurationNotification event) {
        Known stored = known.get(object);
        if (event instanceof ConfigurationNotification.SettingsObjectWasCreated) {
            // settings of other files have the same notifications
            if (settings.account(object.id()).orElse(null) == object) {
                add(object);
            }
        } else if (stored == null) {
            return;
        } else if (event instanceof ConfigurationNotification.SettingsObjectWasDeleted) {
            known.remove(object);
            accounts.discard(stored.account());
        } else if (event instanceof ConfigurationNotification.SettingsObjectDidChangeId) {
            update(stored.account(), object, true);
        } else if (event instanceof ConfigurationNotification.SettingsObjectDidChange change) {
            changed(stored, object, change.modified().keySet());
        }
    }

    private void changed(Known stored, SettingsObject object, Set<String> modified) {
        List<@Nullable Object> now =
                StoredOptions.areRegistered(modified) ? StoredOptions.registered(object) : stored.registered();
        boolean registerAgain = !now.equals(stored.registered());
        known.put(object, new Known(stored.account(), now));
        update(stored.account(), object, registerAgain);
    }

    private void update(DefaultAccount account, SettingsObject object, boolean registerAgain) {
        account.update(AccountOptions.of(object, account.settings()), StoredOptions.enabled(object), registerAgain);
        accounts.checkDefault();
    }

    private synchronized void add(SettingsObject object) {
        if (known.containsKey(object)) {
            return;
        }
        try {
            List<@Nullable Object> registered = StoredOptions.registered(object);
            DefaultAccount account = new DefaultAccount(
                    AccountOptions.of(object, StoredOptions.view(settings, object)),
                    StoredOptions.enabled(object),
                    object,
                    services,
                    instanceId);
            known.put(object, new Known(account, registered));
            accounts.add(account);
        } catch (IllegalArgumentException e) {
            known.remove(object);
            LOG.log(System.Logger.Level.ERROR, "{0} is not used: {1}", object, e.getMessage());
        }
    }

    void chooseDefault(String id) throws ConfigurationException {
        SettingsObject general = settings.general();
        String before = general.get(GeneralSettings.DEFAULT_ACCOUNT);
        general.set(GeneralSettings.DEFAULT_ACCOUNT, id);
        try {
            general.save();
        } catch (ConfigurationException e) {
            general.set(GeneralSettings.DEFAULT_ACCOUNT, before);
            throw e;
        }
    }
}
