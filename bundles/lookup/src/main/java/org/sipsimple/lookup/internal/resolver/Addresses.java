/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.xbill.DNS.Address;

/** IP addresses as text, both ways, without ever asking the system's resolver. */
public final class Addresses {
    private Addresses() {}

    /** For people and settings: {@code 192.0.2.1:53}, {@code [2001:db8::1]:53}. */
    public static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** The address a literal stands for; an IPv6 one with or without brackets. Empty when the text is no IP literal. */
    public static Optional<InetAddress> literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        byte[] octets = Address.toByteArray(bare, Address.IPv4);
        if (octets == null && bare.indexOf(':') >= 0) {
            octets = Address.toByteArray(bare, Address.IPv6);
        }
        if (octets == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /** A nameserver as written in settings: an IP literal, with {@code :port} where it is not 53. */
    public static Optional<InetSocketAddress> nameserver(String text) {
        String trimmed = text.strip();
        int colon = trimmed.lastIndexOf(':');
        Optional<InetAddress> whole = literal(trimmed);
        if (whole.isPresent() || colon < 0) {
            return whole.map(address -> new InetSocketAddress(address, 53));
        }
        String port = trimmed.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            return Optional.empty();
        }
        return literal(trimmed.substring(0, colon))
                .map(address -> new InetSocketAddress(address, Integer.parseInt(port)));
    }
}
