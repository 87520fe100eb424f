/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;

/** What stored settings mean for an account, and which changes of them the registrar has to hear of. */
final class StoredOptions {
    /** Settings of accounts that are part of a registration. */
    private static final List<Setting<?>> REGISTERED = List.of(
            AccountSettings.DISPLAY_NAME,
            AccountSettings.AUTH_USERNAME,
            AccountSettings.AUTH_PASSWORD,
            AccountSettings.NAT_TRAVERSAL_USE_ICE,
            AccountSettings.REGISTRATION_INTERVAL,
            AccountSettings.SIP_OUTBOUND_PROXY);

    private static final Set<String> REGISTERED_PATHS = paths(REGISTERED);

    /** General settings that are. */
    private static final Set<String> REGISTERED_GENERALLY = paths(List.of(
            GeneralSettings.SIP_TRANSPORT_LIST,
            GeneralSettings.SIP_UDP_PORT,
            GeneralSettings.SIP_TCP_PORT,
            GeneralSettings.SIP_TLS_PORT));

    private StoredOptions() {}

    private static Set<String> paths(List<Setting<?>> settings) {
        return Set.copyOf(settings.stream().map(Setting::path).toList());
    }

    /** Whether settings of an account with these paths are part of its registration. */
    static boolean areRegistered(Set<String> paths) {
        return !Collections.disjoint(paths, REGISTERED_PATHS);
    }

    /** Whether general settings with these paths are part of every registration. */
    static boolean areRegisteredGenerally(Set<String> paths) {
        return !Collections.disjoint(paths, REGISTERED_GENERALLY);
    }

    /** The values that are part of the registration of an account, to be compared. */
    static List<@Nullable Object> registered(SettingsObject stored) {
        List<@Nullable Object> values = new ArrayList<>();
        REGISTERED.forEach(setting -> values.add(stored.get(setting)));
        return values;
    }

    static boolean enabled(SettingsObject stored) {
        return Boolean.TRUE.equals(stored.get(AccountSettings.ENABLED));
    }

    /** Reads the current values of whatever settings object there is under the account's current id. */
    static SettingsView view(Settings settings, SettingsObject stored) {
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                return settings.view(stored.id()).get(key);
            }

            @Override
            public <T> @Nullable T get(Setting<T> setting) {
                return settings.view(stored.id()).get(setting);
            }
        };
    }
}
