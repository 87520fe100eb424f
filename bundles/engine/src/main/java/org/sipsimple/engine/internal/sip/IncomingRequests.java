/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.UnsupportedUriSchemeException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * Takes the requests that come in outside dialogs: a MESSAGE nobody asked for is answered here and told by the engine,
 * the methods that were asked for become incoming requests, and the native side answers the rest. Thread-safe.
 */
public final class IncomingRequests {
    private static final Logger LOG = System.getLogger(IncomingRequests.class.getName());
    private static final String MESSAGE = "MESSAGE";
    /** MESSAGE is taken here, the others by {@link IncomingDialogs}. */
    private static final Set<String> ALWAYS = Set.of(MESSAGE, "SUBSCRIBE", "REFER");

    private static final Set<String> NOT_HERE =
            Set.of("INVITE", "SUBSCRIBE", "REFER", "NOTIFY", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE");

    private final Engine engine;
    private final EngineCore core;
    /** Replaced as a whole, so that a request can be looked up without a lock. */
    private final AtomicReference<Set<String>> methods = new AtomicReference<>(Set.of());

    /** Takes requests from now on. */
    public IncomingRequests(Engine engine, EngineCore core) {
        this.engine = engine;
        this.core = core;
        core.handleType(Event.REQUEST_RECEIVED, this::received);
    }

    /** @throws IllegalArgumentException for methods that dialogs are made of */
    public void add(String method) {
        if (NOT_HERE.contains(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(method + " does not come as an incoming request");
        }
        Wire.requireLine("method", method);
        change(set -> set.add(method));
        listen();
    }

    public void remove(String method) {
        change(set -> set.remove(method));
        listen();
    }

    private void change(Consumer<Set<String>> change) {
        methods.updateAndGet(old -> {
            Set<String> changed = new HashSet<>(old);
            change.accept(changed);
            return Set.copyOf(changed);
        });
    }

    public Set<String> methods() {
        return methods.get();
    }

    /** Those that the native side is to hand up. */
    public Set<String> wanted() {
        Set<String> wanted = new TreeSet<>(methods());
        wanted.addAll(ALWAYS);
        return wanted;
    }

    /** Tells the native side what is wanted; once more after a start, during which it may have changed. */
    public void listen() {
        core.post("set incoming requests", Op.SET_METHODS, 0, new FieldWriter().putTexts(wanted()));
    }

    private void received(long id, int code, FieldReader payload) {
        byte[] raw = payload.readBytes();
        payload.readText(); // transport
        String peer = payload.readText();
        try {
            SipMessage message = SipMessage.parse(raw);
            InetSocketAddress address = peer.isEmpty() ? null : Addresses.parse(peer);
            if (methods().contains(message.method())) {
                new DefaultIncomingRequest(core, id, message, address).announce();
            } else if (message.method().equals(MESSAGE)) {
                EngineNotification told = told(message);
                Wire.respond(core, id, 200, null, List.of());
                core.notifications().post(told);
            } else {
                Wire.respond(core, id, 405, null, List.of()); // no longer wanted
            }
        } catch (UnsupportedUriSchemeException e) {
            refuse(id, 416, peer, e);
        } catch (SipSyntaxException e) {
            refuse(id, 400, peer, e);
        }
    }

    private EngineNotification told(SipMessage message) {
        Optional<FromHeader> from = message.headers().from();
        Optional<ToHeader> to = message.headers().to();
        if (from.isEmpty() || to.isEmpty()) {
            throw new SipSyntaxException("From or To is missing", "", 0);
        }
        return new EngineNotification.GotMessage(
                engine,
                core.scheduler().now(),
                message.requestUri(),
                from.get(),
                to.get(),
                message.headers(),
                SipBody.of(message).orElse(null));
    }

    private void refuse(long id, int code, String peer, SipSyntaxException e) {
        LOG.log(Level.DEBUG, () -> "a request from " + peer + " is malformed: " + e.getMessage());
        Wire.respond(core, id, code, null, List.of());
    }
}
