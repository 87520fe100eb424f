/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.threading.Scheduler;

/** A message whose peer is the test. For one thread only. */
public final class FakeMessage implements Message {
    private final MessageOptions options;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private boolean sent;
    private final Consumer<FakeMessage> peer;
    private boolean over;
    private int code;
    private String reason = "";

    FakeMessage(MessageOptions options, NotificationCenter notifications, Scheduler scheduler) {
        this(options, notifications, scheduler, sent -> {});
    }

    /** @param peer is told when it is sent */
    FakeMessage(
            MessageOptions options, NotificationCenter notifications, Scheduler scheduler, Consumer<FakeMessage> peer) {
        this.peer = peer;
        this.options = options;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** The peer's final answer. */
    public void peerAnswers(int newCode, String newReason) {
        if (!isInProgress()) {
            throw new IllegalStateException("nothing is waiting for an answer");
        }
        over = true;
        code = newCode;
        reason = newReason;
        notifications.post(
                newCode < 300
                        ? new MessageNotification.DidSucceed(this, scheduler.now())
                        : new MessageNotification.DidFail(this, scheduler.now(), newCode, newReason));
    }

    @Override
    public MessageOptions options() {
        return options;
    }

    @Override
    public boolean isSent() {
        return sent;
    }

    @Override
    public boolean isInProgress() {
        return sent && !over;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return over ? Optional.of(FakeInvitation.PEER) : Optional.empty();
    }

    @Override
    public void send(Duration timeout) {
        if (sent) {
            throw new IllegalStateException("the message has been sent");
        }
        sent = true;
        peer.accept(this);
    }

    @Override
    public void end() {
        if (isInProgress()) {
            peerAnswers(487, "Request Terminated");
        }
    }
}
