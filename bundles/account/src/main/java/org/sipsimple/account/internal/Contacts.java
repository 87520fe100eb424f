/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    /** An address nobody has (RFC 5737), beyond every router: the way to it is the way to peers anywhere. */
    private static final byte[] ANYWHERE = {(byte) 192, 0, 2, 1};

    private final Engine engine;
    private final String username;
    private final Supplier<Optional<ContactHeader>> registered;

    /** @param registered the contact as the registrar has last shown it, with its GRUUs if any; empty unless registered */
    Contacts(Engine engine, RandomGenerator random, Supplier<Optional<ContactHeader>> registered) {
        this.engine = engine;
        this.username = letters(random);
        this.registered = registered;
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
        return uri(type, new Route(anywhere(), transport));
    }

    private static InetAddress anywhere() {
        try {
            return InetAddress.getByAddress(ANYWHERE);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private Optional<SipUri> gruu(Function<ContactHeader, Optional<String>> kind) {
        return registered.get().flatMap(kind).map(SipUri::parseLenient);
    }

    private SipUri local(Route route) {
        InetSocketAddress address = engine.contactAddress(route);
        String host = address.getAddress().getHostAddress();
        if (address.getAddress() instanceof Inet6Address && host.indexOf('%') >= 0) {
            host = host.substring(0, host.indexOf('%'));
        }
        SipUri uri = SipUri.of(username, host).withPort(address.getPort());
        return route.transport() == Transport.UDP ? uri : uri.withTransport(route.transport());
    }

    @Override
    public String toString() {
        return "ContactUris[username=" + username + ']';
    }
}
