/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Message}. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultMessage implements Message, ClientTransaction.Listener {
    private final EngineCore core;
    private final Way way;
    private final MessageOptions options;
    private final Outbox outbox;

    // guarded by this
    private @Nullable Sending transaction;
    private @Nullable Answer fate;
    private @Nullable InetSocketAddress peerAddress;

    /** How the request is made. */
    @FunctionalInterface
    interface Way {
        Sending make(Duration timeout, ClientTransaction.Listener listener);
    }

    /**
     * One outside dialogs.
     *
     * @throws IllegalArgumentException when something in the options cannot be sent
     */
    public DefaultMessage(EngineCore core, NameResolver resolver, MessageOptions options) {
        this(
                core,
                options,
                (timeout, listener) -> new ClientTransaction(core, resolver, request(options, timeout), listener));
    }

    /** @throws IllegalArgumentException when something in the options cannot be sent */
    DefaultMessage(EngineCore core, MessageOptions options, Way way) {
        Wire.requireLines(options.extraHeaders());
        this.core = core;
        this.way = way;
        this.options = options;
        this.outbox = new Outbox(core);
    }

    private static OutgoingRequest request(MessageOptions options, Duration timeout) {
        return new OutgoingRequest(
                "MESSAGE",
                options.to().uri(),
                options.from(),
                options.to(),
                null,
                options.route(),
                UUID.randomUUID().toString(),
                1,
                options.extraHeaders(),
                options.body(),
                options.credentials(),
                timeout);
    }

    @Override
    public MessageOptions options() {
        return options;
    }

    @Override
    public synchronized boolean isSent() {
        return transaction != null;
    }

    @Override
    public synchronized boolean isInProgress() {
        return transaction != null && fate == null;
    }

    @Override
    public synchronized int code() {
        return fate == null ? 0 : fate.code();
    }

    @Override
    public synchronized String reason() {
        return fate == null ? "" : fate.reason();
    }

    @Override
    public synchronized Optional<InetSocketAddress> peerAddress() {
        return Optional.ofNullable(peerAddress);
    }

    @Override
    public void send(Duration timeout) {
        synchronized (this) {
            if (transaction != null) {
                throw new IllegalStateException("the message has been sent");
            }
            Sending sent = way.make(timeout, this);
            transaction = sent;
            outbox.add(sent::send);
        }
        outbox.send();
    }

    @Override
    public void end() {
        synchronized (this) {
            Sending running = transaction;
            if (running == null || fate != null) {
                return;
            }
            outbox.add(running::abandon);
            finish(Answer.local(487, Wire.reason(487)));
        }
        outbox.send();
    }

    @Override
    public void answered(Answer answer) {
        synchronized (this) {
            if (fate != null) {
                return;
            }
            finish(answer);
        }
        outbox.send();
    }

    private void finish(Answer answer) {
        fate = answer;
        peerAddress = answer.peer();
        MessageNotification told = answer.succeeded()
                ? new MessageNotification.DidSucceed(this, core.scheduler().now())
                : new MessageNotification.DidFail(this, core.scheduler().now(), answer.code(), answer.reason());
        outbox.add(() -> core.notifications().post(told));
    }
}
