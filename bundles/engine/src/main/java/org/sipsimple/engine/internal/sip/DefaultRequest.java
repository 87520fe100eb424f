/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestNotification;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Request}. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultRequest implements Request, ClientTransaction.Listener, Lease.Holder {
    private static final Set<String> NOT_HERE = Set.of("INVITE", "ACK", "CANCEL");

    private final EngineCore core;
    private final RequestOptions options;
    private final Outbox outbox;
    private final NameResolver resolver;
    private final String callId;

    // guarded by this
    private State state = State.INIT;
    private int cseq;
    private @Nullable ClientTransaction transaction;
    private @Nullable Lease lease;
    private @Nullable InetSocketAddress peerAddress;

    /** @throws IllegalArgumentException when something in the options cannot be sent */
    public DefaultRequest(EngineCore core, NameResolver resolver, RequestOptions options) {
        if (NOT_HERE.contains(options.method())) {
            throw new IllegalArgumentException(options.method() + " is not for requests outside dialogs");
        }
        Wire.requireLine("method", options.method());
        Wire.requireLines(options.extraHeaders());
        this.core = core;
        this.resolver = resolver;
        this.options = options;
        this.outbox = new Outbox(core);
        this.callId = options.callId() == null ? UUID.randomUUID().toString() : options.callId();
        this.cseq = options.cseq() == null ? 1 : options.cseq();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public RequestOptions options() {
        return options;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public synchronized int cseq() {
        return cseq;
    }

    @Override
    public synchronized Optional<InetSocketAddress> peerAddress() {
        return Optional.ofNullable(peerAddress);
    }

    @Override
    public synchronized Duration expiresIn() {
        return lease == null ? Duration.ZERO : lease.left();
    }

    @Override
    public void send(Duration timeout) {
        synchronized (this) {
            if (state != State.INIT) {
                throw new IllegalStateException("the request is " + state + ", not INIT");
            }
            state = State.IN_PROGRESS;
            OutgoingRequest request = new OutgoingRequest(
                    options.method(),
                    options.requestUri(),
                    options.from(),
                    options.to(),
                    options.contact(),
                    options.route(),
                    callId,
                    cseq,
                    options.extraHeaders(),
                    options.body(),
                    options.credentials(),
                    timeout);
            ClientTransaction sent = new ClientTransaction(core, resolver, request, this);
            transaction = sent;
            outbox.add(sent::send);
        }
        outbox.send();
    }

    @Override
    public void end() {
        synchronized (this) {
            ClientTransaction running = transaction;
            if (state == State.IN_PROGRESS && running != null) {
                outbox.add(running::abandon);
                failed(Answer.local(487, Wire.reason(487)));
            } else if (state == State.EXPIRING) {
                terminate();
            }
        }
        outbox.send();
    }

    @Override
    public void provisional(Answer answer) {
        synchronized (this) {
            if (state != State.IN_PROGRESS) {
                return;
            }
            heard(answer);
            post(new RequestNotification.GotProvisionalResponse(
                    this, now(), answer.code(), answer.reason(), answer.headers(), answer.body()));
        }
        outbox.send();
    }

    @Override
    public void answered(Answer answer) {
        synchronized (this) {
            if (state != State.IN_PROGRESS) {
                return;
            }
            heard(answer);
            if (answer.succeeded()) {
                succeeded(answer);
            } else {
                failed(answer);
            }
        }
        outbox.send();
    }

    private void heard(Answer answer) {
        answer.sequence().ifPresent(used -> cseq = used);
        if (answer.peer() != null) {
            peerAddress = answer.peer();
        }
    }

    private void succeeded(Answer answer) {
        ContactHeader contact = options.contact();
        Duration granted = answer.granted(contact).orElse(Duration.ZERO);
        post(new RequestNotification.DidSucceed(
                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body(), granted));
        if (granted.isZero()) {
            terminate();
        } else {
            state = State.EXPIRING;
            transaction = null;
            lease = new Lease(core, granted, this);
        }
    }

    private void failed(Answer answer) {
        post(new RequestNotification.DidFail(
                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body()));
        terminate();
    }

    private void terminate() {
        state = State.TERMINATED;
        transaction = null;
        if (lease != null) {
            lease.giveUp();
            lease = null;
        }
        post(new RequestNotification.DidEnd(this, now()));
    }

    @Override
    public void willExpire(Lease expiring, Duration left) {
        synchronized (this) {
            if (expiring != lease) {
                return;
            }
            post(new RequestNotification.WillExpire(this, now(), left));
        }
        outbox.send();
    }

    @Override
    public void expired(Lease expiring) {
        synchronized (this) {
            if (expiring != lease) {
                return;
            }
            terminate();
        }
        outbox.send();
    }

    private void post(RequestNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
