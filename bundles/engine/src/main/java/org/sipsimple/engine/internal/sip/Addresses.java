/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Addresses as the native side writes them, and the one we are reached at. Asks no name server. */
public final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*", Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    /** Reads {@code ip:port} or {@code [ip]:port}; unresolved when the host is no literal. */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return InetSocketAddress.createUnresolved(text, 0);
        }
        String host = text.substring(0, colon);
        int port = Integer.parseInt(text.substring(colon + 1));
        return isLiteral(host)
                ? new InetSocketAddress(literal(host), port)
                : InetSocketAddress.createUnresolved(host, port);
    }

    /** Reads what may be empty. */
    static @Nullable InetSocketAddress find(String text) {
        return text.isEmpty() ? null : parse(text);
    }

    /** Whether the host can be read without a name server. */
    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || !host.isEmpty() && hasDigitsAndDotsOnly(host);
    }

    private static boolean hasDigitsAndDotsOnly(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Reads what a peer says to be an address, IPv6 in brackets or not; empty when it is none that could be ours. */
    static Optional<InetAddress> readLiteral(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(bare);
            return address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Reads an IP literal. */
    public static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " is no IP address", e);
        }
    }

    /** The address without a zone. */
    public static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The host as in a URI: IPv6 in brackets, without a zone. */
    static String uriHost(InetAddress address) {
        return address instanceof Inet6Address ? "[" + text(address) + "]" : text(address);
    }

    /**
     * The address of ours that the system would send from to {@code peer}; nothing is sent.
     *
     * @param bound what we listen on; taken as it is unless it stands for all addresses
     */
    public static InetAddress localTowards(InetAddress bound, InetAddress peer) {
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        try (DatagramSocket probe = new DatagramSocket()) {
            // any port will do: connecting a datagram socket only asks the routing table
            probe.connect(new InetSocketAddress(peer, 9));
            return probe.getLocalAddress();
        } catch (SocketException e) {
            throw new IllegalStateException("no way to " + peer.getHostAddress() + ": " + e.getMessage(), e);
        }
    }
}
