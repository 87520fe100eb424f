/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

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
 * A dialog of ours without a call. PJSIP keeps tags, routes and sequence; what the requests mean is the listener's. Has to
 * be closed. Event thread only.
 */
final class EventDialog implements NativeEventHandler {
    private static final Logger LOG = System.getLogger(EventDialog.class.getName());

    /** Hears of what happens in the dialog, on the event thread; of nothing any more once the dialog is closed. */
    interface Listener {

        /** A request of the peer, to be answered by {@link #respond}. */
        void received(long request, SipMessage message);

        /** The dialog could not be opened, or the engine has stopped. */
        void failed(String text);
    }

    private final EngineCore core;
    private final Listener listener;
    private final long id;
    private boolean closed;

    EventDialog(EngineCore core, Listener listener) {
        this.core = core;
        this.listener = listener;
        this.id = core.nextId();
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
        core.register(id, this);
        core.post("open dialog " + id, Op.OPEN_DIALOG, id, first.encodeToOpen(expect(outcome)));
    }

    /** Sends another request in it. */
    void send(String method, List<? extends SipHeader> headers, @Nullable SipBody body, Consumer<Answer> outcome) {
        if (closed) {
            return;
        }
        long request = expect(outcome);
        FieldWriter args = new FieldWriter().putLong(id).putText(method);
        Wire.putHeaders(args, headers);
        Wire.putBody(args, body);
        core.post(method + " in dialog " + id, Op.CALL_REQUEST, request, args);
    }

    void respond(long request, int code) {
        Wire.respond(core, request, code, null, List.of());
    }

    /** Gives it up; without any message to the peer. */
    void close() {
        if (!closed) {
            closed = true;
            core.unregister(id);
            core.post("close dialog " + id, Op.CLOSE_DIALOG, id, new FieldWriter());
        }
    }

    private long expect(Consumer<Answer> outcome) {
        long request = core.nextId();
        core.register(request, (type, code, payload) -> {
            Answer answer = null;
            if (type == Event.COMMAND_FAILED) {
                payload.readInt(); // the only command of this id
                answer = Answer.failure(payload.readText());
            } else if (type == Event.RESPONSE && payload.readFlag()) {
                answer = Answer.read(code, payload);
            }
            if (answer != null) {
                core.unregister(request);
                if (!closed) {
                    outcome.accept(answer);
                }
            }
        });
        return request;
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.IN_DIALOG_REQUEST) {
            received(payload.readLong(), payload.readBytes());
        } else if (type == Event.COMMAND_FAILED && payload.readInt() == Op.OPEN_DIALOG) {
            listener.failed(payload.readText());
        }
    }

    private void received(long request, byte[] raw) {
        SipMessage message;
        try {
            message = SipMessage.parse(raw);
        } catch (SipSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "a request in dialog " + id + " is malformed: " + e.getMessage());
            respond(request, 400);
            return;
        }
        listener.received(request, message);
    }

    @Override
    public void engineStopped() {
        if (!closed) {
            closed = true;
            listener.failed("The engine has stopped");
        }
    }
}
