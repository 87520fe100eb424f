/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadkamailio;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.testing.peers.KamailioExtension;

/** A user of the test domain on a UDP socket: publishes, subscribes, answers every NOTIFY. */
final class SipClient implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 45_000;

    private final DatagramSocket socket;
    private final String user;
    private final int server;
    private int cseq;

    SipClient(String user, int server) throws IOException {
        this.user = user;
        this.server = server;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    String uri() {
        return "sip:" + user + '@' + KamailioExtension.DOMAIN;
    }

    /** Publishes the state of this user; fails unless the server takes it. */
    void publish(String event, Payload state) throws IOException {
        String headers = "Event: " + event + "\r\nExpires: 600\r\nContent-Type: " + state.type() + "\r\n";
        expectSuccess(request("PUBLISH", uri(), headers, state.body()));
    }

    /** Subscribes; fails unless the server takes it. */
    void subscribe(String target, String event, String accept) throws IOException {
        String headers = "Event: " + event + "\r\nExpires: 600\r\nAccept: " + accept + "\r\nSupported: eventlist\r\n";
        expectSuccess(request("SUBSCRIBE", target, headers, new byte[0]));
    }

    /** The body of the next NOTIFY of an event whose text is as asked. */
    Payload awaitNotify(String event, Predicate<String> body) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        StringBuilder seen = new StringBuilder();
        while (System.nanoTime() < end) {
            SipMessage message = receive(1000);
            if (message != null && message.isRequest("NOTIFY")) {
                String text = new String(message.body(), StandardCharsets.UTF_8);
                boolean ofEvent =
                        message.header("Event").orElse("").split(";")[0].equals(event);
                if (ofEvent && !text.isEmpty() && body.test(text)) {
                    return Payload.of(message.header("Content-Type").orElseThrow(), message.body());
                }
                seen.append(message.lines()).append('\n').append(text).append('\n');
            }
        }
        throw new AssertionError("no such NOTIFY of " + event + "; seen:\n" + seen);
    }

    private void expectSuccess(byte[] request) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            send(request); // again, as UDP asks for
            SipMessage answer = receive(2000, SipMessage::isResponse);
            if (answer != null) {
                if (answer.code() >= 300) {
                    throw new AssertionError(answer.startLine() + " to " + new String(request, StandardCharsets.UTF_8));
                }
                return;
            }
        }
        throw new AssertionError("no answer to " + new String(request, StandardCharsets.UTF_8));
    }

    private byte[] request(String method, String target, String headers, byte[] body) {
        String contact = "sip:" + user + "@127.0.0.1:" + socket.getLocalPort();
        String head = method + ' ' + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + UUID.randomUUID()
                + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <" + uri() + ">;tag=" + UUID.randomUUID() + "\r\n"
                + "To: <" + target + ">\r\n"
                + "Call-ID: " + UUID.randomUUID() + "\r\n"
                + "CSeq: " + ++cseq + ' ' + method + "\r\n"
                + "Contact: <" + contact + ">\r\n"
                + headers
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private SipMessage receive(int millis, Predicate<SipMessage> wanted) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            SipMessage message = receive(millis);
            if (message != null && wanted.test(message)) {
                return message;
            }
        }
        return null;
    }

    /** The next message, requests answered; null when none comes in time. */
    private SipMessage receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        }
        if (packet.getLength() < 12) {
            return null; // a keep-alive
        }
        SipMessage message = SipMessage.parse(packet.getData(), packet.getLength());
        if (!message.isResponse()) {
            send(message.ok().getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), server));
    }

    @Override
    public void close() {
        socket.close();
    }
}
