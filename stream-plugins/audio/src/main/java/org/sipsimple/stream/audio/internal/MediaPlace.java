/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.Transport;

/**
 * Where the media of a stream are bound on a host with IPv4 and IPv6: as a rule in the family by which the call goes. A proxy
 * that joins the two hands on offers whose media are in the other one, and these have to be met there.
 *
 * @param address ours, towards the peer's media
 */
record MediaPlace(InetAddress address) {
    private static final int ANY_PORT = 9;

    /** Towards the media of an offer; null when they have no address that we have a way to. */
    static @Nullable MediaPlace facing(Engine engine, SdpSession offer, int index) {
        return Optional.ofNullable(offer.connection(index))
                .filter(connection -> !connection.isUnspecified())
                .flatMap(connection -> literal(connection.address()))
                .flatMap(theirs -> towards(engine, theirs))
                .map(MediaPlace::new)
                .orElse(null);
    }

    private static Optional<InetAddress> literal(String text) {
        if (text.indexOf(':') < 0 && !text.matches("[0-9.]+")) {
            return Optional.empty(); // a name, which would have to be looked up
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> towards(Engine engine, InetAddress theirs) {
        for (Transport transport : Transport.values()) {
            if (engine.listeningAddress(transport).isPresent()) {
                try {
                    InetAddress ours = engine.contactAddress(new Route(theirs, ANY_PORT, transport))
                            .getAddress();
                    return Optional.of(ours).filter(address -> address.getClass() == theirs.getClass());
                } catch (IllegalStateException e) {
                    return Optional.empty(); // no way there
                }
            }
        }
        return Optional.empty();
    }

    /** The literal to bind to, as {@link org.sipsimple.api.media.RtpTransportOptions} has it; null when nothing is known. */
    static @Nullable String within(Session session, @Nullable MediaPlace place) {
        InetAddress towardsPeer = session.localAddress().orElse(null);
        if (towardsPeer == null) {
            return null;
        }
        if (place != null && place.address().getClass() != towardsPeer.getClass()) {
            String text = place.address().getHostAddress();
            int zone = text.indexOf('%');
            return zone < 0 ? text : text.substring(0, zone);
        }
        return towardsPeer instanceof Inet6Address ? "::" : "0.0.0.0";
    }
}
