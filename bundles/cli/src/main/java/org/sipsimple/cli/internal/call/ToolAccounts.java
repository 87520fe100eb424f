/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.application.EngineSettings;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.sip.EngineOptions;

/** The accounts of the settings that a tool works with: the application's, or those of a file named by the user. */
public record ToolAccounts(Settings application, SettingsFiles files) {

    /** An account and what its settings say. */
    public record Chosen(SettingsObject object, SettingsView view) {

        public String id() {
            return object.id();
        }

        public AccountOptions options() {
            return AccountOptions.of(object, view);
        }

        /** How to start the engine for it. */
        public EngineOptions engineOptions(String userAgent) {
            // which codecs are used is the account's affair
            return EngineSettings.options(view).withUserAgent(userAgent).withCodecs(List.of());
        }
    }

    /** The settings of that file, the application's when it is null. */
    public Settings open(@Nullable Path file) throws ToolFailure {
        try {
            return file == null ? application : files.open(file);
        } catch (ConfigurationException e) {
            throw new ToolFailure(ExitStatus.USAGE, e.getMessage());
        }
    }

    /**
     * The account of that name; without a name the default one, or the only one that is enabled.
     *
     * @return empty when no name is given and there is none to be chosen
     * @throws ToolFailure when there is no account of that name
     */
    public static Optional<Chosen> choose(Settings settings, @Nullable String name) throws ToolFailure {
        if (name != null) {
            SettingsObject named = find(settings, name)
                    .orElseThrow(() -> new ToolFailure(
                            ExitStatus.USAGE,
                            "there is no account " + name + "; add it by: sip-settings -a add " + name + " password"));
            return Optional.of(chosen(settings, named));
        }
        String preferred = settings.general().get(GeneralSettings.DEFAULT_ACCOUNT);
        if (preferred != null) {
            return settings.account(preferred).map(account -> chosen(settings, account));
        }
        List<SettingsObject> enabled = settings.accounts().stream()
                .filter(account -> Boolean.TRUE.equals(account.get(AccountSettings.ENABLED)))
                .toList();
        return enabled.size() == 1 ? Optional.of(chosen(settings, enabled.get(0))) : Optional.empty();
    }

    /**
     * The account of that name in that file, or as {@link #choose} finds one without a name.
     *
     * @throws ToolFailure when there is none, saying how to add one
     */
    public Chosen require(@Nullable Path file, @Nullable String name) throws ToolFailure {
        return choose(open(file), name)
                .orElseThrow(() -> new ToolFailure(
                        ExitStatus.USAGE,
                        "there is no default account; add one by: sip-settings -a add user@domain password"));
    }

    private static Optional<SettingsObject> find(Settings settings, String name) {
        try {
            return settings.account(SipAddress.parse(name).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Chosen chosen(Settings settings, SettingsObject account) {
        return new Chosen(account, settings.view(account.id()));
    }
}
