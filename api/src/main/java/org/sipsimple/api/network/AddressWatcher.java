/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.network;

import java.net.InetAddress;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches the addresses of this host: those of all network interfaces that are up, loopback left out. What was announced
 * to peers under an address that is gone (contacts, media lines, registrations) is for its owners to renew, who observe
 * {@link AddressNotification.DidChange}. Thread-safe.
 */
@ProviderType
public interface AddressWatcher {

    /** The addresses as last seen, link-local ones with their zone. A snapshot; empty when there is no network. */
    Set<InetAddress> addresses();
}
