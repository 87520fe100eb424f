/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;

/** Clients for the accounts that users name. */
record ToolClients(XcapClientFactory clients, AccountManager accounts, Settings settings, SettingsFiles files) {

    /** What a tool does with a client. */
    interface Work {
        void with(XcapClient client) throws ToolFailure;
    }

    void use(ToolLine line, ToolRun run, Work work) throws ToolFailure {
        Settings chosen = settings(line);
        SettingsObject object = account(chosen, line.account());
        AccountOptions all = AccountOptions.of(object, chosen.view(object.id()));
        Optional<Account> running = accounts.account(object.id());
        Account account = running.isPresent() ? running.get() : accounts.add(unregistered(all));
        try (XcapClient client = run.await(clients.open(account))) {
            work.with(client);
        } finally {
            if (running.isEmpty()) {
                accounts.remove(account.id());
            }
        }
    }

    private static AccountOptions unregistered(AccountOptions all) {
        return new AccountOptions(
                all.uri(), all.displayName(), all.credentials(), all.outboundProxy(), false, all.settings());
    }

    private Settings settings(ToolLine line) throws ToolFailure {
        try {
            return line.file() == null ? settings : files.open(line.file());
        } catch (ConfigurationException e) {
            throw ToolFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** The account of that name; without a name the default one, or the only one that is enabled. */
    private static SettingsObject account(Settings settings, @Nullable String name) throws ToolFailure {
        if (name != null) {
            return settings.account(name).orElseThrow(() -> ToolFailure.usage("there is no account " + name));
        }
        String preferred = settings.general().get(GeneralSettings.DEFAULT_ACCOUNT);
        List<SettingsObject> enabled = settings.accounts().stream()
                .filter(account -> Boolean.TRUE.equals(account.get(AccountSettings.ENABLED)))
                .toList();
        Optional<SettingsObject> chosen = preferred == null
                ? enabled.size() == 1 ? Optional.of(enabled.get(0)) : Optional.empty()
                : settings.account(preferred);
        return chosen.orElseThrow(() -> ToolFailure.usage("there is no default account; name one by -a"));
    }
}
