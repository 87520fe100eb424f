/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;

/** Prints what goes on below; each kind can be switched on and off while it runs. */
public final class Trace implements AutoCloseable {
    private final PrintStream out;
    private final Engine engine;
    private final List<Observation> observations = new ArrayList<>();
    private volatile boolean sip;
    private volatile boolean pjsip;
    private volatile boolean notifications;

    public Trace(TraceArguments arguments, NotificationCenter center, Engine engine, EventLoop loop, PrintStream out) {
        this.out = out;
        this.engine = engine;
        sip = arguments.sip;
        pjsip = arguments.pjsip;
        notifications = arguments.notifications;
        observations.add(center.observe(EngineNotification.class, null, loop, this::engineEvent));
        observations.add(center.observe(Notification.class, null, loop, this::any));
    }

    /** These options with what the engine has to tell for the trace from the start. */
    public EngineOptions applied(EngineOptions options) {
        return options.withLogLevel(pjsip ? 5 : 1).withTraceSip(sip);
    }

    private void engineEvent(EngineNotification event) {
        if (event instanceof EngineNotification.SipTrace message && sip) {
            out.printf(
                    "%s: %s %s -> %s (%s)%n%s%n--%n",
                    message.timestamp(),
                    message.received() ? "RECEIVED" : "SENDING",
                    address(message.source()),
                    address(message.destination()),
                    message.transport().parameter(),
                    new String(message.message().raw(), StandardCharsets.UTF_8));
        } else if (event instanceof EngineNotification.Log line && pjsip) {
            out.println("(" + line.level() + ") " + line.message().stripTrailing());
        } else if (event instanceof EngineNotification.TlsFailure failure) {
            out.println("TLS with " + address(failure.peer()) + " failed: " + failure.reason());
        }
    }

    private static String address(java.net.InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void any(Notification event) {
        if (notifications
                && !(event instanceof EngineNotification.Log || event instanceof EngineNotification.SipTrace)) {
            out.println(event.timestamp() + " " + event.name() + " " + event);
        }
    }

    boolean toggleSip() {
        sip = !sip;
        engine.setTraceSip(sip);
        return sip;
    }

    boolean togglePjsip() {
        pjsip = !pjsip;
        engine.setLogLevel(pjsip ? 5 : 1);
        return pjsip;
    }

    boolean toggleNotifications() {
        notifications = !notifications;
        return notifications;
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
    }
}
