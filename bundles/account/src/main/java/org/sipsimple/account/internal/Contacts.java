/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.account.ContactUris;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/** Contacts of one account: a random user at our address, or what the registrar has made of it. Thread-safe. */
final class Contacts implements ContactUris {
    private static final int LENGTH = 8;

    /** Addresses nobody has (RFC 5737, RFC 3849), beyond every router: the way to them is the way to peers anywhere. */
    private static final byte[] ANYWHERE_BY_IPV4 = {(byte) 192, 0, 2, 1};

    private static final byte[] ANYWHERE_BY_IPV6 = {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final Engine engine;
    private final String username;
    private final Supplier<Optional<ContactHeader>> registered;
    private final Supplier<Optional<Route>> registrar;

    /**
     * @param registered the contact as the registrar has last shown it, with its GRUUs if any; empty unless registered
     * @param registrar the way to it; empty unless registered
     */
    Contacts(
            Engine engine,
            RandomGenerator random,
            Supplier<Optional<ContactHeader>> registered,
            Supplier<Optional<Route>> registrar) {
        this.engine = engine;
        this.username = letters(random);
        this.registered = registered;
        this.registrar = registrar;
    }

    private static String letters(RandomGenerator random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public Optional<SipUri> uri(ContactType type, Route route) {
        return switch (type) {
            case NO_GRUU -> Optional.of(local(route));
            case PUBLIC_GRUU -> gruu(ContactHeader::publicGruu);
            case TEMPORARY_GRUU -> gruu(ContactHeader::temporaryGruu);
            case PUBLIC_GRUU_IF_AVAILABLE -> gruu(ContactHeader::publicGruu).or(() -> Optional.of(local(route)));
            case TEMPORARY_GRUU_IF_AVAILABLE ->
                gruu(ContactHeader::temporaryGruu).or(() -> Optional.of(local(route)));
        };
    }

    @Override
    public Optional<SipUri> uri(ContactType type, Transport transport) {
        if (engine.listeningAddress(transport).isEmpty()) {
            return Optional.empty();
        }
        try {
            return uri(type, new Route(address(ANYWHERE_BY_IPV4), transport));
        } catch (IllegalStateException noIpv4) {
            return uri(type, new Route(address(ANYWHERE_BY_IPV6), transport));
        }
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("4 or 16 octets are an address", e);
        }
    }

    private Optional<SipUri> gruu(Function<ContactHeader, Optional<String>> kind) {
        return registered.get().flatMap(kind).map(SipUri::parseLenient);
    }

    private SipUri local(Route route) {
        InetSocketAddress address = engine.publicAddress(route)
                .or(() -> seenByRegistrar(route))
                .orElseGet(() -> engine.contactAddress(route));
        String host = address.getAddress().getHostAddress();
        if (address.getAddress() instanceof Inet6Address && host.indexOf('%') >= 0) {
            host = host.substring(0, host.indexOf('%'));
        }
        SipUri uri = SipUri.of(username, host).withPort(address.getPort());
        return route.transport() == Transport.UDP ? uri : uri.withTransport(route.transport());
    }

    /** A peer that has not said where it sees us sees us where the registrar does, if what is between them and us is the same. */
    private Optional<InetSocketAddress> seenByRegistrar(Route route) {
        InetAddress own = engine.contactAddress(route).getAddress();
        return registrar
                .get()
                .filter(way -> way.transport() == route.transport()
                        && way.address().getClass() == route.address().getClass()
                        && engine.contactAddress(way).getAddress().equals(own))
                .filter(way -> !isNeighbour(route.address(), own))
                .flatMap(engine::publicAddress);
    }

    /** Whether an address is on the network that ours is on, where nothing translates. */
    private static boolean isNeighbour(InetAddress address, InetAddress own) {
        try {
            NetworkInterface link = NetworkInterface.getByInetAddress(own);
            return link != null
                    && link.getInterfaceAddresses().stream()
                            .filter(ours -> ours.getAddress().equals(own))
                            .anyMatch(ours -> sharesPrefix(
                                    own.getAddress(), address.getAddress(), ours.getNetworkPrefixLength()));
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean sharesPrefix(byte[] one, byte[] other, int bits) {
        if (one.length != other.length) {
            return false;
        }
        BigInteger differing = new BigInteger(1, one).xor(new BigInteger(1, other));
        return differing.bitLength() <= one.length * Byte.SIZE - bits;
    }

    @Override
    public String toString() {
        return "ContactUris[username=" + username + ']';
    }
}
