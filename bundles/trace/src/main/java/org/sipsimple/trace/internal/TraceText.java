/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.trace.internal;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.ProtocolTrace;
import org.sipsimple.api.sip.EngineNotification;

/** What notifications look like in a trace. */
public final class TraceText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;

    public TraceText(ZoneId zone) {
        this.zone = zone;
    }

    private String at(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    public String of(EngineNotification.SipTrace message) {
        return at(message.timestamp()) + ": " + (message.received() ? "RECEIVED" : "SENDING") + "\n"
                + address(message.source()) + " -(SIP over " + message.transport() + ")-> "
                + address(message.destination()) + "\n"
                + new String(message.message().raw(), StandardCharsets.UTF_8).replace("\r\n", "\n") + "\n--";
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.toString()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    public String of(EngineNotification.Log line) {
        return at(line.timestamp()) + " (" + line.level() + ") " + line.message().stripTrailing();
    }

    public String of(ProtocolTrace trace) {
        return at(trace.timestamp()) + ": " + trace.text() + "\n--";
    }

    /** Records tell their components; credentials, which are among them, hide their secrets themselves. */
    public String of(Notification notification) {
        return at(notification.timestamp()) + " " + notification.name() + " " + notification;
    }
}
