/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Transport;

/** Sends SIP messages back to where they came from, and gives another fingerprint to those of one kind. */
final class Forger implements AutoCloseable {
    private static final int LARGEST = 65_536;
    private static final Pattern FINGERPRINT = Pattern.compile("(a=fingerprint:SHA-256 )([0-9A-F]{2})");

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Predicate<String> chosen;

    /** @param chosen by the first line of a message */
    Forger(Predicate<String> chosen) throws IOException {
        this.chosen = chosen;
        Thread thread = new Thread(this::carry, "forger");
        thread.setDaemon(true);
        thread.start();
    }

    Route route() {
        return new Route(InetAddress.getLoopbackAddress(), socket.getLocalPort(), Transport.UDP);
    }

    private void carry() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
                String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                byte[] changed = changed(message).getBytes(StandardCharsets.ISO_8859_1);
                socket.send(new DatagramPacket(changed, changed.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private String changed(String message) {
        Matcher fingerprint = FINGERPRINT.matcher(message);
        if (!chosen.test(message.lines().findFirst().orElse("")) || !fingerprint.find()) {
            return message;
        }
        String other = fingerprint.group(2).equals("00") ? "01" : "00";
        return fingerprint.replaceFirst("$1" + other);
    }

    @Override
    public void close() {
        socket.close();
    }
}
