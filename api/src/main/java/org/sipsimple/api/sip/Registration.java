/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.lookup.Route;

/**
 * Keeps one contact registered for one address of record: registers, tells when to refresh, unregisters. Does not retry
 * by itself; that is the account's policy. Thread-safe; outcomes come as {@link RegistrationNotification}.
 *
 * <p>Spec: SIP Core API, {@code Registration}; RFC 3261 section 10.
 */
@ProviderType
public interface Registration {

    RegistrationOptions options();

    boolean isRegistered();

    /** The contact last sent. */
    Optional<ContactHeader> contact();

    /** Time until the registration expires; empty unless registered. */
    Optional<Duration> expiresIn();

    /**
     * Sends a REGISTER (same Call-ID, next CSeq) and reports DidSucceed or DidFail. Takes the place of one that is under
     * way, whose outcome is not reported any more.
     *
     * @param timeout after which the attempt fails with 408
     */
    void register(ContactHeader contact, Route route, Duration timeout);

    /**
     * Unregisters, if registered: WillEnd, then DidEnd or DidNotEnd. A REGISTER under way is given up and counts as
     * registered, because it may have reached the registrar.
     */
    void end(Duration timeout);
}
