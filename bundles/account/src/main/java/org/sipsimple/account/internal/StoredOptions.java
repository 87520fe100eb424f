/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.util.Arrays;
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
    static final Set<String> REGISTERED = paths(
            AccountSettings.DISPLAY_NAME,
            AccountSettings.AUTH_USERNAME,
            AccountSettings.AUTH_PASSWORD,
            AccountSettings.NAT_TRAVERSAL_USE_ICE,
            AccountSettings.REGISTRATION_INTERVAL,
            AccountSettings.SIP_OUTBOUND_PROXY);

    /** General settings that are. */
    static final Set<String> REGISTERED_GENERALLY = paths(
            GeneralSettings.SIP_TRANSPORT_LIST,
            GeneralSettings.SIP_UDP_PORT,
            GeneralSettings.SIP_TCP_PORT,
            GeneralSettings.SIP_TLS_PORT);

    private StoredOptions() {}

    private static Set<String> paths(Setting<?>... settings) {
        return Set.copyOf(Arrays.stream(settings).map(Setting::path).toList());
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
