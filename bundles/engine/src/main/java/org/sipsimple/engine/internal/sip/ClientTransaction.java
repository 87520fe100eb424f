/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/**
 * One request of ours outside dialogs until its final answer, repetitions with credentials included: the one way in which
 * registrations, publications, messages and plain requests are sent. Event thread only.
 */
final class ClientTransaction implements NativeEventHandler, Sending {
    /** How often one request may be sent with its own CSeq: once, and twice after a challenge. */
    static final int MOST_ATTEMPTS = 3;

    /** Hears of the answers on the event thread; exactly one of them is final unless the request is abandoned. */
    @FunctionalInterface
    interface Listener {
        void answered(Answer answer);

        /** A 1xx. */
        default void provisional(Answer answer) {}
    }

    private final EngineCore core;
    private final NameResolver resolver;
    private final OutgoingRequest request;
    private final Listener listener;
    private long id;
    private boolean over;

    ClientTransaction(EngineCore core, NameResolver resolver, OutgoingRequest request, Listener listener) {
        this.core = core;
        this.resolver = resolver;
        this.request = request;
        this.listener = listener;
    }

    @Override
    public void send() {
        if (over) {
            return;
        }
        if (!core.isRunning()) {
            finish(Answer.failure("The engine is not running"));
            return;
        }
        resolver.remember(request.route());
        id = core.nextId();
        core.register(id, this);
        core.post(request.method() + " of " + request.from().uri(), Op.REQUEST, id, request.encode());
    }

    @Override
    public void abandon() {
        if (!over && id != 0) {
            core.unregister(id);
            core.post("give up " + request.method(), Op.ABORT_REQUEST, id, new FieldWriter());
        }
        over = true;
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.COMMAND_FAILED) {
            int op = payload.readInt();
            if (op == Op.REQUEST) {
                finish(Answer.failure(payload.readText()));
            }
        } else if (type == Event.RESPONSE) {
            boolean isFinal = payload.readFlag();
            Answer answer = Answer.read(code, payload);
            if (isFinal) {
                finish(answer);
            } else {
                listener.provisional(answer);
            }
        }
    }

    @Override
    public void engineStopped() {
        finish(Answer.failure("The engine has stopped"));
    }

    private void finish(Answer answer) {
        if (over) {
            return;
        }
        over = true;
        core.unregister(id);
        listener.answered(answer);
    }
}
