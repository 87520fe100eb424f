/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;

/** One identity at a SIP provider. Thread-safe. Spec: Middleware API, {@code Account}. */
@ProviderType
public interface Account {

    /** {@code user@domain}, unique. Changes with the id of the settings object. */
    String id();

    /** The address of record. */
    SipUri uri();

    /** What others see: display name and address of record. */
    NameAddress identity();

    /** For challenges of the provider; empty when none are known. */
    Optional<Credentials> credentials();

    /** The proxy all requests go through, if one is configured. */
    Optional<SipUri> outboundProxy();

    /** Our Contact towards a peer behind {@code route}: the registrar's public GRUU if it has given one. */
    ContactHeader contact(Route route);

    /** The URIs by which peers reach us. Seed: {@code Account.contact}. */
    ContactUris contacts();

    /** Whether the user wants it to be used; others do nothing and nobody should use them. */
    boolean isEnabled();

    /** Whether it is enabled and at work; see {@link AccountNotification.DidActivate}. */
    boolean isActive();

    /**
     * What code acting for this account reads: by the settings of {@code AccountSettings} and, for what an account does
     * not have of its own, {@code GeneralSettings}.
     */
    SettingsView settings();

    /**
     * Where the settings of this account are changed, its id too; empty when the application has made the account by
     * {@link AccountManager#add}.
     */
    Optional<SettingsObject> settingsObject();

    /** An optional power of this account; callers go on without it when it is empty. */
    <T> Optional<T> facet(Class<T> type);
}
