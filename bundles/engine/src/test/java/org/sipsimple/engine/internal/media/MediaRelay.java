/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/**
 * Stands between two parties, carries their RTP and RTCP while it is open, and counts what kinds of packets came. Each
 * knows it alone: descriptions have to go through it too.
 */
final class MediaRelay implements MediaBench.Way, AutoCloseable {
    private static final int COMPONENTS = 2;

    /** What the first byte of a packet can be (RFC 7983). */
    private enum Kind {
        DTLS,
        MEDIA,
        OTHER;

        static Kind of(byte first) {
            int value = first & 0xff;
            return value >= 20 && value <= 63 ? DTLS : value >= 128 && value <= 191 ? MEDIA : OTHER;
        }
    }

    private final Door[] towardsA = {new Door("A RTP"), new Door("A RTCP")};
    private final Door[] towardsB = {new Door("B RTP"), new Door("B RTCP")};
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger media = new AtomicInteger();
    private volatile boolean open;

    MediaRelay(boolean open) {
        this.open = open;
        for (int i = 0; i < COMPONENTS; i++) {
            towardsA[i].other = towardsB[i];
            towardsB[i].other = towardsA[i];
        }
        doors().forEach(door -> door.thread.start());
    }

    private Stream<Door> doors() {
        return Stream.of(towardsA, towardsB).flatMap(Stream::of);
    }

    void open() {
        open = true;
    }

    /** Packets of handshakes so far. */
    int handshakes() {
        return handshakes.get();
    }

    /** Packets of RTP and RTCP so far, encrypted or not. */
    int media() {
        return media.get();
    }

    @Override
    public SdpSession offer(SdpSession ofA) throws SipCoreException {
        return through(ofA, towardsA, towardsB);
    }

    @Override
    public SdpSession answer(SdpSession ofB) throws SipCoreException {
        return through(ofB, towardsB, towardsA);
    }

    private static SdpSession through(SdpSession sdp, Door[] towardsOwner, Door[] towardsReader) {
        SdpMedia line = sdp.media().get(0);
        for (int i = 0; i < COMPONENTS; i++) {
            towardsOwner[i].party = new InetSocketAddress(InetAddress.getLoopbackAddress(), line.port() + i);
        }
        return sdp.withMedia(List.of(line.withPort(towardsReader[0].port())
                .withAttributes(line.attributes().with("rtcp", String.valueOf(towardsReader[1].port())))));
    }

    @Override
    public void close() {
        doors().forEach(door -> door.socket.close());
    }

    /** A socket that one party takes for the other. */
    private final class Door {
        private static final int LARGEST = 2000;
        private final DatagramSocket socket;
        private final Thread thread;
        private volatile SocketAddress party;
        private Door other;

        Door(String name) {
            try {
                socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            thread = new Thread(this::carry, "relay to " + name);
            thread.setDaemon(true);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void carry() {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(LARGEST);
                    socket.receive(packet);
                    count(Kind.of(packet.getData()[0]));
                    if (open && other.party != null) {
                        packet.setSocketAddress(other.party);
                        other.socket.send(packet);
                    }
                } catch (IOException e) {
                    // closed, or the party is not there yet
                }
            }
        }

        private void count(Kind kind) {
            if (kind == Kind.DTLS) {
                handshakes.incrementAndGet();
            } else if (kind == Kind.MEDIA) {
                media.incrementAndGet();
            }
        }
    }
}
