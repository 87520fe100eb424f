/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.IncomingRequest;
import org.sipsimple.api.sip.IncomingRequestNotification;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;

/** An {@link IncomingRequest}. Thread-safe; changes are made under the lock of this object. */
final class DefaultIncomingRequest implements IncomingRequest, NativeEventHandler {
    private static final Logger LOG = System.getLogger(DefaultIncomingRequest.class.getName());

    private final EngineCore core;
    private final long id;
    private final SipMessage message;
    private final @Nullable InetSocketAddress peerAddress;
    private final Outbox outbox;

    // guarded by this
    private State state = State.INCOMING;

    DefaultIncomingRequest(EngineCore core, long id, SipMessage message, @Nullable InetSocketAddress peerAddress) {
        this.core = core;
        this.id = id;
        this.message = message;
        this.peerAddress = peerAddress;
        this.outbox = new Outbox(core);
    }

    /**
     * Tells that it is there.
     *
     * @throws org.sipsimple.api.sip.SipSyntaxException when the Request-URI cannot be read
     */
    void announce() {
        IncomingRequestNotification told = new IncomingRequestNotification.GotRequest(
                this,
                now(),
                message.method(),
                message.requestUri(),
                message.headers(),
                SipBody.of(message).orElse(null));
        core.register(id, this);
        core.notifications().post(told);
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public SipMessage message() {
        return message;
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return Optional.ofNullable(peerAddress);
    }

    @Override
    public void answer(int code, @Nullable String reason, List<SipHeader> extraHeaders) {
        if (code < 200 || code > 699) {
            throw new IllegalArgumentException("status code " + code + " is not final");
        }
        String phrase = Wire.requireLine("reason", reason == null ? Wire.reason(code) : reason);
        SipHeaders headers = SipHeaders.of(extraHeaders);
        synchronized (this) {
            if (state != State.INCOMING) {
                throw new IllegalStateException("the request has been answered");
            }
            outbox.add(() -> Wire.respond(core, id, code, phrase, headers.toList()));
            answered(code, phrase, headers);
        }
        outbox.send();
    }

    private void answered(int code, String reason, SipHeaders headers) {
        state = State.ANSWERED;
        IncomingRequestNotification told =
                new IncomingRequestNotification.SentResponse(this, now(), code, reason, headers, null);
        outbox.add(() -> {
            core.unregister(id);
            core.notifications().post(told);
        });
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == Event.REQUEST_EXPIRED) {
            expired(code);
        } else {
            LOG.log(Level.DEBUG, () -> "event 0x" + Integer.toHexString(type) + " means nothing to a request");
        }
    }

    @Override
    public void engineStopped() {
        expired(503);
    }

    /** The native side has answered because nobody else did. */
    private void expired(int code) {
        synchronized (this) {
            if (state == State.INCOMING) {
                answered(code, Wire.reason(code), SipHeaders.empty());
            }
        }
        outbox.send();
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
