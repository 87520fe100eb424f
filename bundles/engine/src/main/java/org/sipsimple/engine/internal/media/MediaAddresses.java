/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/** Addresses of media. */
final class MediaAddresses {
    private MediaAddresses() {}

    /** Reads {@code ip:port} or {@code [ip]:port} as the native side writes it. */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        try { // a literal: nothing is looked up
            return new InetSocketAddress(
                    InetAddress.getByName(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }

    /** Whether a literal stands for all addresses of its family. */
    static boolean isWildcard(String address) {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    /**
     * An address that is no name.
     *
     * @throws IllegalArgumentException when it is one, or the port is none
     */
    static InetSocketAddress literal(String address, int port) {
        boolean numbers =
                address.indexOf(':') >= 0 || address.chars().allMatch(c -> c == '.' || Character.digit(c, 10) >= 0);
        if (!numbers) {
            throw new IllegalArgumentException(address + " is no address literal");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    /** Where a media line has RTP sent to. A name is looked up here and now. */
    static InetSocketAddress of(SdpSession sdp, SdpMedia media) throws SipCoreException {
        SdpConnection connection = media.connection() != null ? media.connection() : sdp.connection();
        if (connection == null) {
            throw new SipCoreException("read SDP", "the medium has no address");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(connection.address()), media.port());
        } catch (UnknownHostException e) {
            SipCoreException failure =
                    new SipCoreException("look up media address " + connection.address(), "there is no such host");
            failure.initCause(e);
            throw failure;
        }
    }

    /** The same description with the medium's address as a literal: PJSIP would look up a name and block its worker. */
    static SdpSession withLiteral(SdpSession sdp, int index) throws SipCoreException {
        SdpMedia media = sdp.media().get(index);
        InetAddress address = of(sdp, media).getAddress();
        return sdp.withMedia(index, media.withConnection(SdpConnection.of(address.getHostAddress())));
    }
}
