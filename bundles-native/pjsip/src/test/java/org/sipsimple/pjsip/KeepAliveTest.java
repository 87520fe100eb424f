/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes over a way that nothing else goes over. */
class KeepAliveTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String PING = "\r\n\r\n";

    @Test
    void aSilentConnectionGetsOne() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            engine.ask(Op.SET_KEEP_ALIVE, 0, new FieldWriter().putInt(1));
            String route = "<sip:127.0.0.1:" + server.getLocalPort() + ";lr;transport=tcp>";
            engine.ask(Op.REQUEST, NativeEngine.newId(), Calls.request("OPTIONS", route, null, 0));
            try (Socket connection = server.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                InputStream in = connection.getInputStream();
                assertThat(upTo(in, PING)).startsWith("OPTIONS ");
                assertThat(new String(in.readNBytes(4), StandardCharsets.US_ASCII))
                        .isEqualTo(PING);
                assertThat(new String(in.readNBytes(4), StandardCharsets.US_ASCII))
                        .as("the next one")
                        .isEqualTo(PING);
            }
        }
    }

    private static String upTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            text.append((char) b);
            if (text.toString().endsWith(end)) {
                break;
            }
        }
        return text.toString();
    }

    @Test
    void oneOverUdpComesFromThePortOfSip() throws IOException {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            FieldWriter args = new FieldWriter().putText("127.0.0.1").putInt(server.getLocalPort());
            engine.ask(Op.KEEP_ALIVE, 0, args);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            server.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo(PING);
            assertThat(packet.getSocketAddress()).isEqualTo(new InetSocketAddress("127.0.0.1", engine.udp));
        }
    }

    @Test
    void namesWhatItCannotDo() {
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            assertThat(engine.status(Op.SET_KEEP_ALIVE, 0, new FieldWriter().putInt(-1)))
                    .isEqualTo(PjsipBorder.INVALID_ARGUMENT);
            assertThat(engine.status(
                            Op.KEEP_ALIVE,
                            0,
                            new FieldWriter().putText("nowhere.example").putInt(5060)))
                    .isEqualTo(PjsipBorder.INVALID_ARGUMENT);
            engine.ask(Op.STOP_TRANSPORT, 0, new FieldWriter().putText("udp"));
            assertThat(engine.status(
                            Op.KEEP_ALIVE,
                            0,
                            new FieldWriter().putText("127.0.0.1").putInt(5060)))
                    .isEqualTo(PjsipBorder.NOT_FOUND);
        }
    }
}
