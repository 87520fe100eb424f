/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

import org.sipsimple.api.sip.EngineOptions;

/** What to listen at: the address that is asked for, or else all of this host, in each family of addresses that it has. */
final class BindAddresses {
    private static final Logger LOG = System.getLogger(BindAddresses.class.getName());
    private static final String ALL_IPV4 = "0.0.0.0";
    private static final String ALL_IPV6 = "::";

    private BindAddresses() {}

    /** Literals, one for each family at most. */
    static List<String> of(EngineOptions options) {
        return of(options, hasIpv6());
    }

    static List<String> of(EngineOptions options, boolean ipv6) {
        String asked = options.bindAddress();
        if (asked != null) {
            return List.of(asked);
        }
        return ipv6 ? List.of(ALL_IPV4, ALL_IPV6) : List.of(ALL_IPV4);
    }

    /** Whether any interface has an IPv6 address: the loopback interface always does, unless IPv6 is switched off. */
    private static boolean hasIpv6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(Inet6Address.class::isInstance);
        } catch (SocketException e) {
            LOG.log(Level.WARNING, "the network interfaces cannot be listed: no IPv6", e);
            return false;
        }
    }
}
