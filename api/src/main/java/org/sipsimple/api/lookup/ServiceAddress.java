/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Where a server of some kind listens.
 *
 * @param host the name that led to the address, without a final dot; the one to check a TLS certificate against
 *     besides the domain itself
 * @param address its IPv4 or IPv6 address
 * @param port 1 to 65535
 */
public record ServiceAddress(String host, InetAddress address, int port) {

    /** @throws IllegalArgumentException when the port is out of range */
    public ServiceAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(address, "address");
        Route.checkPort(port);
    }
}
