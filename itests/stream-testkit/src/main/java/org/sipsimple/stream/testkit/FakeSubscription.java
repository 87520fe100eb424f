/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.threading.Scheduler;

/** A subscription whose notifier is the test. For one thread only. */
public final class FakeSubscription implements Subscription {
    private final SubscriptionOptions options;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private State state = State.NULL;
    private List<SipHeader> extraHeaders = List.of();
    private @Nullable SipBody body;

    FakeSubscription(SubscriptionOptions options, NotificationCenter notifications, Scheduler scheduler) {
        this.options = options;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** The first SUBSCRIBE is taken. */
    public void peerAccepts() {
        become(State.ACCEPTED);
        notifications.post(new SubscriptionNotification.DidStart(this, scheduler.now()));
    }

    /** It is refused, or with 408 not answered. */
    public void peerRefuses(int code, String reason) {
        become(State.TERMINATED);
        notifications.post(new SubscriptionNotification.DidFail(
                this, scheduler.now(), code, reason, Duration.ZERO, Duration.ZERO));
    }

    /** A NOTIFY of an active subscription. */
    public void peerNotifies(SipBody document) {
        become(State.ACTIVE);
        notifications.post(new SubscriptionNotification.GotNotify(
                this, scheduler.now(), "NOTIFY", options.contact().uri(), SipHeaders.empty(), document));
    }

    /** The notifier ends it. */
    public void peerEnds(String reason, Duration retryAfter) {
        become(State.TERMINATED);
        notifications.post(new SubscriptionNotification.DidEnd(this, scheduler.now(), reason, retryAfter));
    }

    private void become(State next) {
        State previous = state;
        state = next;
        if (previous != next) {
            notifications.post(new SubscriptionNotification.ChangedState(this, scheduler.now(), previous, next));
        }
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public SubscriptionOptions options() {
        return options;
    }

    @Override
    public List<SipHeader> extraHeaders() {
        return extraHeaders;
    }

    @Override
    public Optional<SipBody> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public Duration expiresIn() {
        return state == State.ACTIVE ? options.refresh() : Duration.ZERO;
    }

    @Override
    public void subscribe(List<SipHeader> headers, @Nullable SipBody newBody, Duration timeout) {
        if (state == State.TERMINATED) {
            throw new IllegalStateException("the subscription is over");
        }
        extraHeaders = List.copyOf(headers);
        body = newBody;
        if (state == State.NULL) {
            notifications.post(new SubscriptionNotification.WillStart(this, scheduler.now()));
            become(State.SENT);
        }
    }

    @Override
    public void end(Duration timeout) {
        if (state == State.NULL) {
            throw new IllegalStateException("the subscription was not made");
        }
        if (state != State.TERMINATED) {
            peerEnds("", Duration.ZERO);
        }
    }
}
