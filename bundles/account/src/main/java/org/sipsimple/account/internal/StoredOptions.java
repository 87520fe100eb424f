/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.SipProxyAddress;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;

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

    static AccountOptions of(SettingsObject stored, SettingsView view) {
        SipAddress address = SipAddress.parse(stored.id());
        return new AccountOptions(
                SipUri.of(address.username(), address.domain()),
                stored.get(AccountSettings.DISPLAY_NAME),
                credentials(stored, address),
                proxy(stored.get(AccountSettings.SIP_OUTBOUND_PROXY)),
                isTrue(stored, AccountSettings.SIP_REGISTER),
                view);
    }

    private static boolean isTrue(SettingsObject stored, Setting<Boolean> setting) {
        return Boolean.TRUE.equals(stored.get(setting));
    }

    static boolean enabled(SettingsObject stored) {
        return isTrue(stored, AccountSettings.ENABLED);
    }

    private static @Nullable Credentials credentials(SettingsObject stored, SipAddress address) {
        Password password = stored.get(AccountSettings.AUTH_PASSWORD);
        if (password == null || password.isEmpty()) {
            return null;
        }
        String name = stored.get(AccountSettings.AUTH_USERNAME);
        return Credentials.of(name == null ? address.username() : name, password.secret());
    }

    private static @Nullable SipUri proxy(@Nullable SipProxyAddress proxy) {
        return proxy == null
                ? null
                : SipUri.of(null, proxy.host()).withPort(proxy.port()).withTransport(proxy.transport());
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
