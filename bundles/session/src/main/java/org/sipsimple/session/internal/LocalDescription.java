/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/**
 * Writes the session's own descriptions: one identifier for its whole life and a version that grows with each (RFC 3264
 * section 8). Session's executor only.
 */
final class LocalDescription {
    private final String name;
    private final Set<String> left = new HashSet<>();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private SdpSession last;

    /** @param name what the {@code s=} line says */
    LocalDescription(String name) {
        this.name = name;
        this.last = SdpSession.of(address.getHostAddress());
    }

    /** From now on media are announced at this address. */
    void moveTo(InetAddress newAddress) {
        left.add(hostText(address));
        left.remove(hostText(newAddress));
        address = newAddress;
    }

    InetAddress address() {
        return address;
    }

    SdpSession write(List<SdpMedia> media) {
        String text = hostText(address);
        last = last.withAddress(text)
                .withName(name)
                .withConnection(SdpConnection.of(text))
                .withMedia(media.stream().map(this::moved).toList())
                .withVersionIncremented();
        return last;
    }

    /** A stream may still name an address that we have left; then that of the session counts. */
    private SdpMedia moved(SdpMedia line) {
        SdpConnection connection = line.connection();
        return connection != null && left.contains(connection.address()) ? line.withConnection(null) : line;
    }

    /** Without the zone of a link-local IPv6 address, which is of no use to a peer. */
    private static String hostText(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
