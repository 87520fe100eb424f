/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * Makes the URIs by which peers reach an account. Thread-safe. Spec: Middleware API, {@code Account.contact}; the seed's
 * {@code ContactURIFactory}.
 */
@ProviderType
public interface ContactUris {

    /** The user part of contacts without GRUU: eight random letters, drawn once, by which requests to them find us. */
    String username();

    /**
     * The contact for a peer behind {@code route}: its transport, and the address by which that peer sees us. Where it has
     * not said so it is the address that the registrar sees, if the way begins at the same local address and leads
     * beyond the local network, else the local address.
     *
     * @return empty when only a GRUU will do and the registrar has given none
     * @throws IllegalStateException when the engine does not run or has no such transport
     */
    Optional<SipUri> uri(ContactType type, Route route);

    /**
     * The contact for peers anywhere.
     *
     * @return empty when only a GRUU will do and the registrar has given none, and when the transport is off
     */
    Optional<SipUri> uri(ContactType type, Transport transport);
}
