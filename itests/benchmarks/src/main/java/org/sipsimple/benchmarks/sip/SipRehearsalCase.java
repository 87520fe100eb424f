/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.api.sip.Transport;
import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.engine.DefaultEngine;

/** A few requests of each kind to a server in the same process: what it loads for them can be laid out in an archive. */
public final class SipRehearsalCase implements BenchCase {
    private static final int ROUNDS = 10;
    private static final int PATIENCE_MS = 10_000;
    private static final Pattern TO = Pattern.compile("(?im)^To:\\s*(.*?)\r?$");

    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 4000 RTP/AVP 0",
            "a=rtpmap:0 PCMU/8000",
            "");

    @Override
    public String name() {
        return "sip-rehearsal";
    }

    @Override
    public String usage() {
        return " (a server that is called by itself, and ends; for an archive of its classes)";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        try (DefaultEngine engine = SipCase.serve(0);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(engine.listeningAddress(Transport.UDP).orElseThrow());
            Caller caller = new Caller(socket);
            for (int round = 0; round < ROUNDS; round++) {
                caller.call(round);
                caller.request("MESSAGE", "message-" + round);
                caller.request("REGISTER", "register-" + round);
            }
            return "READY";
        } catch (IOException e) {
            throw new BenchFailure("no answer: " + e.getMessage(), e);
        }
    }

    private record Caller(DatagramSocket socket) {
        void call(int round) throws IOException {
            String id = "call-" + round;
            send("INVITE", 1, id, "<sip:2@127.0.0.1>", "Content-Type: application/sdp\r\n", OFFER);
            Matcher to = TO.matcher(answer("1 INVITE"));
            String answered = to.find() ? to.group(1) : "";
            send("ACK", 1, id, answered, "", "");
            send("BYE", 2, id, answered, "", "");
            answer("2 BYE");
        }

        void request(String method, String id) throws IOException {
            send(method, 1, id, "<sip:2@127.0.0.1>", "Content-Type: text/plain\r\n", "hello");
            answer("1 " + method);
        }

        private void send(String method, int sequence, String id, String to, String type, String body)
                throws IOException {
            InetSocketAddress server = (InetSocketAddress) socket.getRemoteSocketAddress();
            String request = String.join(
                    "\r\n",
                    method + " sip:2@127.0.0.1:" + server.getPort() + " SIP/2.0",
                    "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK-" + method + id,
                    "Max-Forwards: 70",
                    "From: <sip:1@127.0.0.1>;tag=" + id,
                    "To: " + to,
                    "Call-ID: " + id,
                    "CSeq: " + sequence + " " + method,
                    "Contact: <sip:1@127.0.0.1:" + socket.getLocalPort() + ">",
                    type + "Content-Length: " + body.length(),
                    "",
                    body);
            byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length));
        }

        /** The 200 to the request of that CSeq. */
        private String answer(String sequence) throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            while (true) {
                socket.receive(packet);
                String answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                if (answer.startsWith("SIP/2.0 200") && answer.contains("CSeq: " + sequence + "\r\n")) {
                    return answer;
                }
            }
        }
    }
}
