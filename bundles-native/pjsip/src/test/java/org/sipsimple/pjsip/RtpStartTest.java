/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** A port that is sent to before its transport starts: by a peer that was early, or that of the call that had it before. */
class RtpStartTest {
    /** Before it was mended, one start in some thousands left the transport deaf: enough that some would show. */
    private static final int STARTS = 20_000;

    private static final int EARLY = 3;
    private static final FieldWriter NONE = new FieldWriter();
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static NativeEngine engine;

    @TempDir
    Path folder;

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
        send(socket, port, 0);
    }

    /** 20 ms with that number. */
    private static void send(DatagramSocket socket, int port, int number) throws IOException {
        byte[] packet = new byte[172];
        ByteBuffer.wrap(packet)
                .putShort((short) 0x8000)
                .putShort((short) number)
                .putInt(number * 160);
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

    @Test
    void hearsWhatThePeerHasJustSaidBeforeTheStreamStarts() throws IOException {
        boolean inTime = false;
        for (int attempt = 0; attempt < 100 && !inTime; attempt++) {
            inTime = hearsWhatIsEarly();
        }
        assertThat(inTime).as("once within the time for which it waits").isTrue();
    }

    /** Whether it came to that: a machine that stood still meanwhile shows nothing. */
    private static boolean hearsWhatIsEarly() throws IOException {
        long id = NativeEngine.newId();
        long mixer = mixer();
        int port = create(id);
        try (DatagramSocket peer = new DatagramSocket(0, HERE);
                DatagramSocket earlier = new DatagramSocket(0, HERE)) {
            for (int number = 101; number <= 105; number++) {
                send(earlier, port, number);
            }
            long begun = System.nanoTime();
            for (int number = 1; number <= EARLY; number++) {
                send(peer, port, number);
            }
            start(id, port, peer.getLocalPort());
            long stream = stream(id, mixer, port, peer.getLocalPort());
            boolean inTime = System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(150);
            if (inTime) {
                assertThat(received(stream, EARLY)).isEqualTo(EARLY);
                send(peer, port, EARLY + 1);
                assertThat(received(stream, EARLY + 1))
                        .as("none of the stranger's")
                        .isEqualTo(EARLY + 1);
            }
            engine.ask(MediaOp.STREAM_STOP, stream, NONE);
            engine.ask(MediaOp.RTP_CLOSE, id, NONE);
            engine.ask(MediaOp.MIXER_DESTROY, mixer, NONE);
            return inTime;
        }
    }

    @Test
    void leavesOutWhatThePeerSaidTooLongAgo() throws IOException {
        long id = NativeEngine.newId();
        int port = create(id);
        long mixer = mixer();
        try (DatagramSocket peer = new DatagramSocket(0, HERE)) {
            for (int number = 1; number <= EARLY; number++) {
                send(peer, port, number);
            }
            letPass(mixer, 0.5);
            start(id, port, peer.getLocalPort());
            long stream = stream(id, mixer, port, peer.getLocalPort());
            send(peer, port, EARLY + 1);
            assertThat(received(stream, 1)).isEqualTo(1);
            engine.ask(MediaOp.STREAM_STOP, stream, NONE);
        }
        engine.ask(MediaOp.RTP_CLOSE, id, NONE);
    }

    /** Until the mixer has played so many seconds. */
    private void letPass(long mixer, double seconds) {
        long player = NativeEngine.newId();
        Path file = Tones.write(folder.resolve("tone.wav"), 8000, 440, seconds);
        int slot = engine.ask(
                        MediaOp.PLAYER_START,
                        player,
                        new FieldWriter()
                                .putLong(mixer)
                                .putText(file.toString())
                                .putInt(100))
                .readInt();
        engine.ask(MediaOp.MIXER_CONNECT, mixer, new FieldWriter().putInt(slot).putInt(0));
        engine.await(MediaEvent.PLAYER_ENDED, player);
        engine.ask(MediaOp.PLAYER_STOP, player, NONE);
    }

    private static long mixer() {
        long mixer = NativeEngine.newId();
        engine.ask(MediaOp.MIXER_CREATE, mixer, new FieldWriter().putInt(16_000).putInt(4));
        return mixer;
    }

    private static long stream(long transport, long mixer, int port, int remotePort) {
        long stream = NativeEngine.newId();
        engine.ask(
                MediaOp.STREAM_START,
                stream,
                new FieldWriter()
                        .putLong(mixer)
                        .putLong(transport)
                        .putInt(3)
                        .putBytes(sdp(port))
                        .putBytes(sdp(remotePort))
                        .putInt(0));
        return stream;
    }

    /** How many packets have come, as soon as there are so many or more; less when they don't come. */
    private static long received(long stream, long wanted) {
        long received = 0;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(NativeEngine.WAIT_SECONDS);
                received < wanted && System.nanoTime() < end; ) {
            FieldReader statistics = engine.ask(MediaOp.STREAM_STATISTICS, stream, NONE);
            statistics.readLong();
            statistics.readLong();
            received = statistics.readLong();
        }
        return received;
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
