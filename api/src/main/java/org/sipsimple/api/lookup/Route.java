/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * A way to a SIP proxy: where to send a request and how. Spec: Middleware API, "Route".
 *
 * @param address IPv4 or IPv6 address of the next hop
 * @param port 1 to 65535
 * @param transport how to get there
 * @param tlsName the name that the certificate has to carry when the transport is TLS: the domain that was looked up,
 *     whatever names the DNS gave on the way (RFC 5922); null when only the address is known
 */
public record Route(InetAddress address, int port, Transport transport, @Nullable String tlsName) {

    /** @throws IllegalArgumentException when the port is out of range */
    public Route {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(transport, "transport");
        checkPort(port);
    }

    /** A route to the transport's default port. */
    public Route(InetAddress address, Transport transport) {
        this(address, transport.defaultPort(), transport, null);
    }

    /** A route to an address alone. */
    public Route(InetAddress address, int port, Transport transport) {
        this(address, port, transport, null);
    }

    static void checkPort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port has to be 1 to 65535, not " + port);
        }
    }

    /** The address as the host of a URI: an IPv6 address in brackets. */
    public String host() {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    /** A URI of address, port and transport, to make a Route header field of. Seed: {@code Route.get_uri}. */
    public SipUri uri() {
        return SipUri.of(null, address.getHostAddress()).withPort(port).withTransport(transport);
    }

    /** For people, for example {@code 192.0.2.1:5061 tls (example.com)}. */
    @Override
    public String toString() {
        return host() + ":" + port + " " + transport.parameter() + (tlsName == null ? "" : " (" + tlsName + ")");
    }
}
