/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** One REGISTER of a registration, repetitions with credentials included. Event thread, but for the accessors. */
final class RegisterRequest implements NativeEventHandler {
    /** How often one REGISTER may be sent with its own CSeq: once, and twice after a challenge. */
    static final int MOST_ATTEMPTS = 3;

    private final DefaultRegistration registration;
    private final ContactHeader contact;
    private final Route route;
    private final Duration expires;
    private long id;

    /** @param expires zero to remove the binding */
    RegisterRequest(DefaultRegistration registration, ContactHeader contact, Route route, Duration expires) {
        this.registration = registration;
        this.contact = contact;
        this.route = route;
        this.expires = expires;
    }

    ContactHeader contact() {
        return contact;
    }

    Route route() {
        return route;
    }

    boolean isRemoval() {
        return expires.isZero();
    }

    void send(EngineCore core, String callId, int sequence, Duration timeout) {
        if (!core.isRunning()) {
            registration.answered(this, RegisterAnswer.failure("The engine is not running"));
            return;
        }
        RegistrationOptions options = registration.options();
        SipUri domain = SipUri.of(null, options.from().uri().host())
                .withSecure(options.from().uri().secure())
                .withPort(options.from().uri().port());
        List<SipHeader> headers = new ArrayList<>(options.extraHeaders());
        headers.add(new GenericHeader("Expires", Long.toString(expires.toSeconds())));
        String own = options.from().address().withoutParameter("tag").toString();
        FieldWriter args = new FieldWriter()
                .putText("REGISTER")
                .putText(domain.toString())
                .putText(options.from().value())
                .putText(own)
                .putText(contact.value())
                .putTexts(Wire.routes(route, domain))
                .putText(callId)
                .putInt(sequence);
        Wire.putHeaders(args, headers);
        args.putText(null).putBytes(null);
        Wire.putCredentials(args, options.credentials());
        args.putInt(Math.toIntExact(timeout.toMillis()));
        id = core.nextId();
        core.register(id, this);
        core.post("REGISTER of " + own, Op.REQUEST, id, args);
    }

    /** Gives it up; what comes of it is not told. */
    void abort(EngineCore core) {
        if (id != 0) {
            core.unregister(id);
            core.post("give up REGISTER", Op.ABORT_REQUEST, id, new FieldWriter());
        }
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.COMMAND_FAILED) {
            int op = payload.readInt();
            if (op == Op.REQUEST) {
                registration.answered(this, RegisterAnswer.failure(payload.readText()));
            }
        } else if (type == Event.RESPONSE && payload.readFlag()) {
            registration.answered(this, RegisterAnswer.read(code, payload));
        }
    }

    @Override
    public void engineStopped() {
        registration.answered(this, RegisterAnswer.failure("The engine has stopped"));
    }
}
