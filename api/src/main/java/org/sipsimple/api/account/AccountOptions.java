/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.SettingsView;
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
}
