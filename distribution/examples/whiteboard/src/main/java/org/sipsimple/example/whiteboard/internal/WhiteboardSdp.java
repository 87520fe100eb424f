/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/**
 * What a whiteboard looks like in SDP, by RFC 4145 (connection-oriented media):
 *
 * <pre>
 * m=application 41234 TCP whiteboard
 * a=setup:actpass
 * a=connection:new
 * a=board:9b1f...       whoever connects has to say it first, so that strangers are kept out
 * </pre>
 */
final class WhiteboardSdp {
    private static final String MEDIA = "application";
    private static final String TRANSPORT = "TCP";
    private static final String FORMAT = "whiteboard";
    private static final String KEY = "board";

    /** What the active end writes in place of a port it does not listen on (RFC 4145 section 4.1). */
    private static final int DISCARD = 9;

    /** Who connects. */
    enum Setup {
        ACTIVE,
        PASSIVE,
        ACTPASS;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The part left for the one who answers; the RFC recommends to become active when there is a choice. */
        Setup answer() {
            return this == ACTIVE ? PASSIVE : ACTIVE;
        }
    }

    private WhiteboardSdp() {}

    /** Whether an offered line is a whiteboard that we can connect with. */
    static boolean accepts(SdpMedia line) {
        return isBoard(line) && setup(line).isPresent() && key(line).isPresent();
    }

    /** Whether an offer for a running board leaves its connection as it is. */
    static boolean keepsConnection(SdpMedia line) {
        return isBoard(line) && !"new".equals(line.attributes().getFirst("connection", "existing"));
    }

    private static boolean isBoard(SdpMedia line) {
        return line.media().equals(MEDIA)
                && line.transport().equalsIgnoreCase(TRANSPORT)
                && line.formats().contains(FORMAT);
    }

    /** A line of ours; {@code port} counts where we may have to listen. */
    static SdpMedia line(Setup setup, int port, String key, boolean running) {
        return SdpMedia.of(MEDIA, setup == Setup.ACTIVE ? DISCARD : port, TRANSPORT, List.of(FORMAT))
                .withAttribute("setup", setup.text())
                .withAttribute("connection", running ? "existing" : "new")
                .withAttribute(KEY, key);
    }

    /** Empty when the line says {@code holdconn}, nothing or nonsense. */
    static Optional<Setup> setup(SdpMedia line) {
        String text = line.attributes().getFirst("setup", "");
        return List.of(Setup.values()).stream()
                .filter(setup -> setup.text().equalsIgnoreCase(text))
                .findFirst();
    }

    static Optional<String> key(SdpMedia line) {
        return line.attributes().getFirst(KEY).filter(key -> key.matches("[0-9a-f]{16,64}"));
    }

    /** Where the peer listens; empty when it says no address. */
    static Optional<InetSocketAddress> address(SdpSession sdp, int index) {
        SdpConnection connection = sdp.connection(index);
        int port = sdp.media().get(index).port();
        return connection == null ? Optional.empty() : Optional.of(new InetSocketAddress(connection.address(), port));
    }
}
