/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP endpoint over UDP that does exactly what a test writes down, right or wrong. */
final class SipPeer implements AutoCloseable {
    /** A received message and where it came from. */
    record Message(String text, SocketAddress from) {
        String startLine() {
            return text.substring(0, text.indexOf("\r\n"));
        }

        boolean isRequest(String method) {
            return text.startsWith(method + " ");
        }

        String header(String name) {
            Matcher m = Pattern.compile("(?im)^" + Pattern.quote(name) + ":[ \t]*(.*?)\r?$")
                    .matcher(text);
            return m.find() ? m.group(1) : "";
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    private final DatagramSocket socket;

    SipPeer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        socket.setSoTimeout((int) NativeEngine.WAIT_SECONDS * 1000);
    }

    int port() {
        return socket.getLocalPort();
    }

    String route() {
        return "<sip:127.0.0.1:" + port() + ";lr>";
    }

    /** Takes messages until a request of this method comes; retransmissions and others are passed over. */
    Message expect(String method) throws IOException {
        for (; ; ) {
            Message m = receive();
            if (m.isRequest(method)) {
                return m;
            }
        }
    }

    Message receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        socket.receive(packet);
        return new Message(
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1),
                packet.getSocketAddress());
    }

    /** Answers a request; {@code extra} is further header lines, each ended by CRLF. */
    void answer(Message request, String status, String toTag, String extra, String sdp) throws IOException {
        StringBuilder out = new StringBuilder("SIP/2.0 " + status + "\r\n");
        Matcher via = Pattern.compile("(?im)^Via:[^\r\n]*").matcher(request.text());
        while (via.find()) {
            out.append(via.group()).append("\r\n");
        }
        String to = request.header("To");
        out.append("From: ").append(request.header("From")).append("\r\n");
        out.append("To: ").append(to).append(to.contains("tag=") || toTag.isEmpty() ? "" : ";tag=" + toTag);
        out.append("\r\nCall-ID: ").append(request.header("Call-ID"));
        out.append("\r\nCSeq: ").append(request.header("CSeq"));
        out.append("\r\nContact: <sip:peer@127.0.0.1:")
                .append(port())
                .append(">\r\n")
                .append(extra);
        if (!sdp.isEmpty()) {
            out.append("Content-Type: application/sdp\r\n");
        }
        out.append("Content-Length: ").append(sdp.length()).append("\r\n\r\n").append(sdp);
        send(out.toString().getBytes(StandardCharsets.ISO_8859_1), request.from());
    }

    void send(byte[] message, SocketAddress to) throws IOException {
        socket.send(new DatagramPacket(message, message.length, to));
    }

    @Override
    public void close() {
        socket.close();
    }
}
