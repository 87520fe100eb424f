/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;

/**
 * Finds out that a call has to tell its peer another Contact (RFC 3261 section 12.2.1.2): an INVITE from behind a translator of
 * addresses names an address that is of no use beyond it, and only the answer says what the right one is. Once for each call: a
 * translator that gives another port each time would keep both sides busy for ever. Event thread only.
 */
final class TargetRefresh {
    private final PublicAddresses publicAddresses;
    private boolean updates;
    private boolean done;

    TargetRefresh(PublicAddresses publicAddresses) {
        this.publicAddresses = publicAddresses;
    }

    /** Reads an answer to our INVITE; null for one that cannot be read. */
    void heard(@Nullable SipMessage answer, Peer peer) {
        publicAddresses.learn(answer, peer.transport(), peer.address());
        if (answer == null || answer.isRequest()) {
            return;
        }
        try {
            updates |= answer.headers().all("Allow").stream()
                    .anyMatch(method -> method.toUpperCase(Locale.ROOT).equals("UPDATE"));
        } catch (SipSyntaxException e) {
            // then the peer has to do without
        }
    }

    /** Whether the peer takes UPDATE (RFC 3311). */
    boolean peerTakesUpdate() {
        return updates;
    }

    /**
     * The Contact to be told now that the dialog is confirmed.
     *
     * @param sent that of the INVITE; another than our own address, such as a GRUU, has a reason of its own
     * @return empty when the peer knows where we are
     */
    Optional<ContactHeader> due(@Nullable ContactHeader sent, Peer peer) {
        Transport transport = peer.transport();
        InetSocketAddress address = peer.address();
        if (done || sent == null || transport == null || address == null) {
            return Optional.empty();
        }
        done = true;
        SipUri uri = sent.uri();
        return publicAddresses
                .translated(transport, address)
                .filter(sight -> isAt(uri, sight.ours()))
                .map(sight -> new ContactHeader(sent.address().withUri(at(uri, sight.seen()))));
    }

    private static boolean isAt(SipUri uri, InetSocketAddress own) {
        return uri.effectivePort() == own.getPort()
                && Addresses.readLiteral(uri.host())
                        .filter(own.getAddress()::equals)
                        .isPresent();
    }

    private static SipUri at(SipUri uri, InetSocketAddress seen) {
        return uri.withHost(Addresses.text(seen.getAddress())).withPort(seen.getPort());
    }
}
