/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.notification.ProtocolTrace;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;

/** Prints what goes on below; each kind can be switched on and off while it runs. Event loop only. */
public final class Trace implements AutoCloseable {
    private final PrintStream out;
    private final Engine engine;
    private final List<Observation> observations = new ArrayList<>();
    private final Set<Kind> on = EnumSet.noneOf(Kind.class);

    /** What can be shown. */
    public enum Kind {
        SIP("SIP"),
        MSRP("MSRP"),
        PJSIP("PJSIP"),
        NOTIFICATIONS("Notifications");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    public Trace(TraceArguments arguments, NotificationCenter center, Engine engine, EventLoop loop, PrintStream out) {
        this.out = out;
        this.engine = engine;
        if (arguments.sip) {
            on.add(Kind.SIP);
        }
        if (arguments.pjsip) {
            on.add(Kind.PJSIP);
        }
        if (arguments.notifications) {
            on.add(Kind.NOTIFICATIONS);
        }
        observations.add(center.observe(EngineNotification.class, null, loop, this::engineEvent));
        observations.add(center.observe(ProtocolTrace.class, null, loop, this::protocol));
        observations.add(center.observe(Notification.class, null, loop, this::any));
    }

    /** These options with what the engine has to tell for the trace from the start. */
    public EngineOptions applied(EngineOptions options) {
        return options.withLogLevel(isOn(Kind.PJSIP) ? 5 : 1).withTraceSip(isOn(Kind.SIP));
    }

    private void engineEvent(EngineNotification event) {
        if (event instanceof EngineNotification.SipTrace message && isOn(Kind.SIP)) {
            out.printf(
                    "%s: %s %s -> %s (%s)%n%s%n--%n",
                    message.timestamp(),
                    message.received() ? "RECEIVED" : "SENDING",
                    address(message.source()),
                    address(message.destination()),
                    message.transport().parameter(),
                    new String(message.message().raw(), StandardCharsets.UTF_8));
        } else if (event instanceof EngineNotification.Log line && isOn(Kind.PJSIP)) {
            out.println("(" + line.level() + ") " + line.message().stripTrailing());
        } else if (event instanceof EngineNotification.TlsFailure failure) {
            out.println("TLS with " + address(failure.peer()) + " failed: " + failure.reason());
        }
    }

    private static String address(java.net.InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void any(Notification event) {
        boolean traced = event instanceof EngineNotification.Log
                || event instanceof EngineNotification.SipTrace
                || event instanceof ProtocolTrace;
        if (isOn(Kind.NOTIFICATIONS) && !traced) {
            out.println(event.timestamp() + " " + event.name() + " " + event);
        }
    }

    private void protocol(ProtocolTrace event) {
        if (isOn(Kind.MSRP) && event.protocol().equals("msrp")) {
            out.printf("%s: %s%n", event.timestamp(), event.text());
        }
    }

    public boolean isOn(Kind kind) {
        return on.contains(kind);
    }

    /** From now on; event loop only. */
    public void set(Kind kind, boolean wanted) {
        if (wanted) {
            on.add(kind);
        } else {
            on.remove(kind);
        }
        if (kind == Kind.SIP) {
            engine.setTraceSip(wanted);
        } else if (kind == Kind.PJSIP) {
            engine.setLogLevel(wanted ? 5 : 1);
        }
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
    }
}
