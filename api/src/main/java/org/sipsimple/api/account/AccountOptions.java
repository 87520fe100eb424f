/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.SipProxyAddress;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;

/**
 * What an account is made of.
 *
 * @param uri the address of record
 * @param displayName shown to others, null for none
 * @param credentials for the provider's challenges, null for none
 * @param outboundProxy where all requests go, null to find the way by DNS
 * @param register whether to register with the provider
 * @param settings what {@link Account#settings()} answers
 */
public record AccountOptions(
        SipUri uri,
        @Nullable String displayName,
        @Nullable Credentials credentials,
        @Nullable SipUri outboundProxy,
        boolean register,
        SettingsView settings) {

    /** With all settings at their defaults. */
    public AccountOptions(
            SipUri uri,
            @Nullable String displayName,
            @Nullable Credentials credentials,
            @Nullable SipUri outboundProxy,
            boolean register) {
        this(uri, displayName, credentials, outboundProxy, register, SettingsView.DEFAULTS);
    }

    public AccountOptions withSettings(SettingsView newSettings) {
        return new AccountOptions(uri, displayName, credentials, outboundProxy, register, newSettings);
    }

    /**
     * What the settings of an account say.
     *
     * @param view what {@link Account#settings()} will answer
     */
    public static AccountOptions of(SettingsObject account, SettingsView view) {
        SipAddress address = SipAddress.parse(account.id());
        return new AccountOptions(
                SipUri.of(address.username(), address.domain()),
                account.get(AccountSettings.DISPLAY_NAME),
                credentials(account, address),
                proxy(account.get(AccountSettings.SIP_OUTBOUND_PROXY)),
                Boolean.TRUE.equals(account.get(AccountSettings.SIP_REGISTER)),
                view);
    }

    private static @Nullable Credentials credentials(SettingsObject account, SipAddress address) {
        Password password = account.get(AccountSettings.AUTH_PASSWORD);
        if (password == null || password.isEmpty()) {
            return null;
        }
        String name = account.get(AccountSettings.AUTH_USERNAME);
        return Credentials.of(name == null ? address.username() : name, password.secret());
    }

    private static @Nullable SipUri proxy(@Nullable SipProxyAddress proxy) {
        return proxy == null
                ? null
                : SipUri.of(null, proxy.host()).withPort(proxy.port()).withTransport(proxy.transport());
    }
}
