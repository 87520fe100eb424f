/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.InetSocketAddress;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the list of nameservers that lookups ask: those of the settings, else those of the system. Where a domain to
 * probe and spare nameservers are configured (neither is by default), it watches whether the first answer NAPTR and SRV
 * queries for that domain, uses the spare ones while they do not, and goes back as soon as they do.
 *
 * <p>Lookups work before {@link #start()} and after {@link #stop()} too, with the list as it is. Thread-safe. Posts
 * {@link LookupNotification.ResolverDidInitialize} and {@link LookupNotification.NameserversDidChange}. Spec: Middleware
 * API, "DNS Manager".
 */
@ProviderType
public interface DnsManager {

    /** Starts watching the system's settings and, if configured, probing. Returns at once; a second call does nothing. */
    void start();

    /** Stops watching and probing. A second call does nothing. */
    void stop();

    /** The nameservers that a lookup started now would ask, in order; empty when the system names none. */
    List<InetSocketAddress> nameservers();
}
