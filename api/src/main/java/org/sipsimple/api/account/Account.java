/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.SipUri;

/** One identity at a SIP provider. Thread-safe. Spec: Middleware API, {@code Account}. */
@ProviderType
public interface Account {

    /** {@code user@domain}, unique. */
    String id();

    /** The address of record. */
    SipUri uri();

    /** What others see: display name and address of record. */
    NameAddress identity();

    /** For challenges of the provider; empty when none are known. */
    Optional<Credentials> credentials();

    /** The proxy all requests go through, if one is configured. */
    Optional<SipUri> outboundProxy();

    /** Our Contact towards a peer behind {@code route}. Seed: {@code ContactURIFactory}. */
    ContactHeader contact(Route route);

    /** The settings of this account. */
    SettingsView settings();

    /** An optional power of this account; callers go on without it when it is empty. */
    <T> Optional<T> facet(Class<T> type);
}
