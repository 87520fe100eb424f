/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.sip.ViaHeader;

/**
 * Where peers see our requests come from, as {@code received} and {@code rport} of their answers tell (RFC 3581): another
 * address than ours when one is translated on the way. What a peer says counts for itself alone, so that none can
 * draw to itself what others send. Thread-safe.
 */
public final class PublicAddresses {
    /** Peers remembered; the one not asked for or heard of for longest goes first. */
    private static final int MOST = 256;

    private record Way(Transport transport, InetSocketAddress peer) {}

    /** @param ours the address that the peer saw as {@code seen}; when ours is another one nothing is known any more */
    record Sight(InetSocketAddress ours, InetSocketAddress seen) {}

    private final Calls.LocalAddress local;
    private final Map<Way, Sight> sights = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, Sight> eldest) {
            return size() > MOST;
        }
    });

    /** @param local our own address on the way to a peer */
    public PublicAddresses(Calls.LocalAddress local) {
        this.local = local;
    }

    /** Reads an answer; one made here, or with a Via that cannot be read, tells nothing. */
    void learn(@Nullable SipMessage answer, @Nullable Transport transport, @Nullable InetSocketAddress peer) {
        if (answer == null || transport == null || peer == null || peer.isUnresolved() || answer.isRequest()) {
            return;
        }
        try {
            List<ViaHeader> vias = answer.headers().vias();
            InetSocketAddress ours = local.towards(transport, peer);
            if (!vias.isEmpty()) {
                sights.put(new Way(transport, peer), new Sight(ours, seen(vias.get(0), transport, ours)));
            }
        } catch (SipSyntaxException | IllegalStateException e) {
            // no Via of ours, or the transport has gone meanwhile
            sights.remove(new Way(transport, peer));
        }
    }

    private static InetSocketAddress seen(ViaHeader via, Transport transport, InetSocketAddress ours) {
        InetAddress address = via.received().flatMap(Addresses::readLiteral).orElse(ours.getAddress());
        boolean translated = !address.equals(ours.getAddress());
        // a connection has a port of its own, by which nobody but its server can reach us
        if (!translated && transport != Transport.UDP) {
            return ours;
        }
        int port = via.rport().orElse(0);
        return new InetSocketAddress(address, port == 0 ? ours.getPort() : port);
    }

    /**
     * Where that peer has last seen us; empty when it has not said.
     *
     * @throws IllegalStateException when the transport is off
     */
    public Optional<InetSocketAddress> of(Transport transport, InetSocketAddress peer) {
        return sight(transport, peer).map(Sight::seen);
    }

    private Optional<Sight> sight(Transport transport, InetSocketAddress peer) {
        Sight sight = sights.get(new Way(transport, peer));
        return sight == null || !sight.ours().equals(local.towards(transport, peer))
                ? Optional.empty()
                : Optional.of(sight);
    }

    /** What that peer has last seen, if it is another address than ours; empty when nothing can be said. */
    Optional<Sight> translated(Transport transport, InetSocketAddress peer) {
        try {
            return sight(transport, peer).filter(sight -> !sight.seen().equals(sight.ours()));
        } catch (IllegalStateException e) {
            return Optional.empty(); // the transport has gone meanwhile, or our address
        }
    }
}
