/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where the candidates of ICE (RFC 8445) come from, beside the host's own addresses. Names are looked up by whoever makes
 * this: unresolved addresses are refused.
 *
 * @param stunServers asked one after the other until one tells our reflexive address; empty for no such candidate
 * @param turn the server that gives a relayed candidate, null for none
 */
public record IceOptions(List<InetSocketAddress> stunServers, @Nullable TurnServer turn) {

    /** Candidates of the host alone. */
    public static final IceOptions HOST_ONLY = new IceOptions(List.of(), null);

    public IceOptions {
        stunServers = List.copyOf(stunServers);
        stunServers.forEach(IceOptions::requireResolved);
    }

    /** One STUN server, as {@code ice_stun_address} and {@code ice_stun_port} of the seed. */
    public static IceOptions withStun(InetSocketAddress server) {
        return new IceOptions(List.of(server), null);
    }

    /** The STUN server asked first. */
    public Optional<InetSocketAddress> stunServer() {
        return stunServers.stream().findFirst();
    }

    public IceOptions withTurn(@Nullable TurnServer value) {
        return new IceOptions(stunServers, value);
    }

    private static void requireResolved(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(address + " has not been looked up");
        }
    }

    /** How a TURN server is reached from us. */
    public enum TurnTransport {
        UDP,
        TCP
    }

    /**
     * A TURN server (RFC 8656) with long-term credentials; its realm is learnt from it.
     *
     * @param password never in logs
     */
    public record TurnServer(InetSocketAddress address, TurnTransport transport, String user, String password) {
        public TurnServer {
            requireResolved(address);
            Objects.requireNonNull(transport);
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
        }

        @Override
        public String toString() {
            return "TurnServer[" + address + ", " + transport + ", " + user + "]";
        }
    }
}
