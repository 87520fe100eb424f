/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** Requests within a dialog that the native side knows by an id. Event thread only. */
final class DialogRequests implements DialogPath {
    private final EngineCore core;
    private final long dialog;
    private boolean closed;

    DialogRequests(EngineCore core, long dialog) {
        this.core = core;
        this.dialog = dialog;
    }

    @Override
    public void send(
            String method, List<? extends SipHeader> headers, @Nullable SipBody body, Consumer<Answer> outcome) {
        if (closed) {
            return;
        }
        if (!core.isRunning()) {
            outcome.accept(Answer.failure("The engine is not running"));
            return;
        }
        long request = expect(outcome);
        FieldWriter args = new FieldWriter().putLong(dialog).putText(method);
        Wire.putHeaders(args, headers);
        Wire.putBody(args, body);
        core.post(method + " in dialog " + dialog, Op.CALL_REQUEST, request, args);
    }

    @Override
    public void respond(long request, int code, @Nullable String reason, List<? extends SipHeader> headers) {
        Wire.respond(core, request, code, reason, headers);
    }

    @Override
    public void setContact(ContactHeader contact) {
        core.post("contact of dialog " + dialog, Op.SET_CONTACT, dialog, new FieldWriter().putText(contact.value()));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** An id for a request, whose final answer goes there. */
    long expect(Consumer<Answer> outcome) {
        long request = core.nextId();
        core.register(request, new Outcome(request, outcome));
        return request;
    }

    private final class Outcome implements org.sipsimple.engine.internal.core.NativeEventHandler {
        private final long request;
        private final Consumer<Answer> outcome;

        Outcome(long request, Consumer<Answer> outcome) {
            this.request = request;
            this.outcome = outcome;
        }

        @Override
        public void onEvent(int type, int code, FieldReader payload) {
            if (type == Event.COMMAND_FAILED) {
                payload.readInt(); // the only command of this id
                finish(Answer.failure(payload.readText()));
            } else if (type == Event.RESPONSE && payload.readFlag()) {
                finish(Answer.read(code, payload));
            }
        }

        private void finish(Answer answer) {
            core.unregister(request);
            if (!closed) {
                outcome.accept(answer);
            }
        }
    }
}
