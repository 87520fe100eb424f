/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sip.ContactHeader;

/** A facet of accounts that register with their provider. Thread-safe. Spec: {@code Account.registered}. */
@ProviderType
public interface AccountRegistration {

    boolean isRegistered();

    /** The contact the registrar holds; empty unless registered. */
    Optional<ContactHeader> contact();

    /** Time until it expires; empty unless registered. */
    Optional<Duration> expiresIn();
}
