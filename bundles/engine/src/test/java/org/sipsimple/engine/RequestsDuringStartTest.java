/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.sip.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/** A peer that calls and writes all the time, also while the engine starts. */
@Timeout(60)
class RequestsDuringStartTest {
    private static final int ANSWERS = 100;
    private static final long PACE_NANOS = 300_000;

    @RepeatedTest(3)
    void theFirstOnesAreAnsweredAsAllOthers() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                EngineHarness harness = new EngineHarness()) {
            peer.setSoTimeout(20_000);
            harness.engine.handleInvitations(call -> call.sendResponse(486));
            int port = freePort();
            Thread sender = new Thread(() -> sendUntil(over, peer, port), "peer");
            sender.start();
            try {
                harness.start(EngineHarness.options().withPorts(Map.of(Transport.UDP, port)));
                Set<String> seen = new TreeSet<>();
                for (int i = 0; i < ANSWERS; i++) {
                    seen.add(receive(peer));
                }
                assertThat(seen).containsExactlyInAnyOrder("200 MESSAGE", "486 INVITE");
            } finally {
                over.set(true);
                sender.join();
            }
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void sendUntil(AtomicBoolean over, DatagramSocket peer, int port) {
        for (int i = 0; !over.get(); i++) {
            byte[] request = request(i % 2 == 0 ? "MESSAGE" : "INVITE", i, peer.getLocalPort());
            try {
                peer.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private static byte[] request(String method, int number, int from) {
        return (method + " sip:alice@127.0.0.1 SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 127.0.0.1:" + from + ";branch=z9hG4bK" + number + "\r\n"
                        + "From: <sip:peer@127.0.0.1>;tag=t" + number + "\r\n"
                        + "To: <sip:alice@127.0.0.1>\r\n"
                        + "Call-ID: start-" + number + "\r\n"
                        + "CSeq: 1 " + method + "\r\n"
                        + "Contact: <sip:peer@127.0.0.1:" + from + ">\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Status and method of the next final answer. */
    private static String receive(DatagramSocket peer) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (true) {
            peer.receive(packet);
            String answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
            String status = answer.substring(8, 11);
            if (!status.startsWith("1")) {
                return status + (answer.contains("CSeq: 1 MESSAGE") ? " MESSAGE" : " INVITE");
            }
        }
    }
}
