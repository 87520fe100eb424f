/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A port that is sent to before its transport starts: by a peer that was early, or that of the call that had it before. */
class RtpStartTest {
    /** Before it was mended, one start in some thousands left the transport deaf: enough that some would show. */
    private static final int STARTS = 20_000;

    private static final int EARLY = 3;
    private static final FieldWriter NONE = new FieldWriter();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static NativeEngine engine;

    @BeforeAll
    static void start() {
        engine = new NativeEngine(NativeEngine.Config.plain());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static byte[] sdp(int port) {
        return ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                        + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(DatagramSocket socket, int port) throws IOException {
        byte[] packet = new byte[172];
        packet[0] = (byte) 0x80;
        socket.send(new DatagramPacket(packet, packet.length, HERE, port));
    }

    @Test
    void goesOnReadingWhenPacketsComeAsItStarts() throws IOException {
        long id = NativeEngine.newId();
        int port = create(id);
        try (DatagramSocket peer = new DatagramSocket(0, HERE);
                DatagramSocket earlier = new DatagramSocket(0, HERE)) {
            for (int i = 0; i < STARTS; i++) {
                for (int packets = 0; packets < EARLY; packets++) {
                    send(earlier, port);
                }
                start(id, port, peer.getLocalPort());
                assertThat(hears(id, peer, port)).as("start %d can be heard", i).isTrue();
                engine.ask(MediaOp.RTP_RESET, id, NONE);
            }
        }
        engine.ask(MediaOp.RTP_CLOSE, id, NONE);
    }

    private static void start(long id, int port, int remotePort) {
        byte[] local = sdp(port);
        engine.ask(
                MediaOp.RTP_COMPLETE,
                id,
                new FieldWriter().putBytes(local).putBytes(null).putInt(0));
        engine.ask(
                MediaOp.RTP_START,
                id,
                new FieldWriter().putBytes(local).putBytes(sdp(remotePort)).putInt(0));
    }

    private static int create(long id) {
        String address = engine.ask(
                        MediaOp.RTP_CREATE,
                        id,
                        new FieldWriter()
                                .putText("127.0.0.1")
                                .putInt(20_000)
                                .putInt(29_999)
                                .putInt(24_680)
                                .putInt(0))
                .readText();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** A transport that reads knows at once whom the latest packet is from; packets may be lost, so there are many. */
    private static boolean hears(long id, DatagramSocket peer, int port) throws IOException {
        String expected = "127.0.0.1:" + peer.getLocalPort();
        for (int i = 0; i < 5_000; i++) {
            send(peer, port);
            if (engine.ask(MediaOp.RTP_INFO, id, NONE).readText().equals(expected)) {
                return true;
            }
        }
        return false;
    }
}
