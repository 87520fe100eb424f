/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * A dialog without a call, ours or a peer's. PJSIP keeps tags, routes and sequence; what the requests mean is the listener's.
 * Has to be closed. Event thread only.
 */
final class EventDialog implements NativeEventHandler, DialogPath {
    private static final Logger LOG = System.getLogger(EventDialog.class.getName());

    /** Hears of what happens in the dialog, on the event thread; of nothing any more once the dialog is closed. */
    interface Listener {

        /** A request of the peer, to be answered by {@link #respond}. */
        void received(DialogRequest request);

        /** The dialog could not be opened, or the engine has stopped. */
        void failed(String text);
    }

    private final EngineCore core;
    private final Listener listener;
    private final long id;
    private final DialogRequests requests;
    private boolean closed;

    /** One that is to be opened. */
    EventDialog(EngineCore core, Listener listener) {
        this(core, listener, core.nextId());
    }

    /** One that the native side knows by this id already; hears of it after {@link #listen}. */
    EventDialog(EngineCore core, Listener listener, long id) {
        this.core = core;
        this.listener = listener;
        this.id = id;
        this.requests = new DialogRequests(core, id);
    }

    /** Opens it by its first request. */
    void open(NameResolver resolver, OutgoingRequest first, Consumer<Answer> outcome) {
        if (closed) {
            return;
        }
        if (!core.isRunning()) {
            listener.failed("The engine is not running");
            return;
        }
        resolver.remember(first.route());
        listen();
        core.post("open dialog " + id, Op.OPEN_DIALOG, id, first.encodeToOpen(requests.expect(outcome)));
    }

    void listen() {
        core.register(id, this);
    }

    @Override
    public void send(
            String method, List<? extends SipHeader> headers, @Nullable SipBody body, Consumer<Answer> outcome) {
        requests.send(method, headers, body, outcome);
    }

    @Override
    public void respond(long request, int code, @Nullable String reason, List<? extends SipHeader> headers) {
        requests.respond(request, code, reason, headers);
    }

    @Override
    public void setContact(ContactHeader contact) {
        requests.setContact(contact);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            requests.close();
            core.unregister(id);
            core.post("close dialog " + id, Op.CLOSE_DIALOG, id, new FieldWriter());
        }
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.IN_DIALOG_REQUEST) {
            received(payload.readLong(), payload);
        } else if (type == Event.COMMAND_FAILED && payload.readInt() == Op.OPEN_DIALOG) {
            listener.failed(payload.readText());
        }
    }

    private void received(long request, FieldReader payload) {
        byte[] raw = payload.readBytes();
        payload.readText(); // transport
        SipMessage message;
        try {
            message = SipMessage.parse(raw);
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "a request in dialog " + id + " is malformed: " + e.getMessage());
            respond(request, 400, null, List.of());
            return;
        }
        listener.received(new DialogRequest(request, message, Addresses.find(payload.readText())));
    }

    @Override
    public void engineStopped() {
        if (!closed) {
            closed = true;
            listener.failed("The engine has stopped");
        }
    }
}
