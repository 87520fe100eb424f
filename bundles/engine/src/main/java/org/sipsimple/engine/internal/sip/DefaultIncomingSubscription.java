/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.IncomingSubscription;
import org.sipsimple.api.sip.IncomingSubscriptionNotification;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * An {@link IncomingSubscription}. Thread-safe; changes are made under the lock of this object, and take effect through the
 * outbox.
 */
final class DefaultIncomingSubscription implements IncomingSubscription, EventDialog.Listener, Notifier.Owner {
    private final EngineCore core;
    private final DialogRequest subscribe;
    private final EventHeader event;
    private final FromHeader from;
    private final ToHeader to;
    private final SipUri requestUri;
    private final ContactHeader localContact;
    private final EventDialog dialog;
    private final Outbox outbox;
    private final Notifier notifier;

    // guarded by this
    private final Subscriber subscriber;
    private State state = State.INCOMING;
    private Duration asked;
    private @Nullable SipBody content;

    /**
     * One that has come in, and has not been announced.
     *
     * @throws SipSyntaxException when it lacks what a SUBSCRIBE needs, or that cannot be read
     */
    DefaultIncomingSubscription(EngineCore core, long dialogId, DialogRequest subscribe, ContactHeader localContact) {
        this.core = core;
        this.subscribe = subscribe;
        this.localContact = localContact;
        SipHeaders headers = subscribe.message().headers();
        this.event = Wire.required("Event", headers.event());
        this.from = Wire.required("From", headers.from());
        this.to = Wire.required("To", headers.to());
        this.subscriber = new Subscriber(
                Wire.required("Contact", headers.contacts().stream().findFirst()), subscribe.peer());
        this.requestUri = subscribe.message().requestUri();
        this.asked = asked(subscribe.message());
        this.dialog = new EventDialog(core, this, dialogId);
        this.outbox = new Outbox(core);
        this.notifier =
                new Notifier(core, outbox, dialog, event, subscriber.contact().uri(), this);
    }

    private static Duration asked(SipMessage message) {
        long longest = LONGEST.toSeconds();
        return Duration.ofSeconds(Math.min(longest, message.headers().expires().orElse(longest)));
    }

    /** Tells that it is there; on the event thread. */
    void announce() {
        dialog.listen();
        dialog.setContact(localContact);
        PendingRequest.watch(core, subscribe.id(), this::unanswered);
        SipMessage message = subscribe.message();
        core.notifications()
                .post(new IncomingSubscriptionNotification.GotSubscribe(
                        this, now(), message.method(), requestUri, message.headers(), bodyOf(message)));
    }

    private static @Nullable SipBody bodyOf(SipMessage message) {
        return SipBody.of(message).orElse(null);
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public SipMessage message() {
        return subscribe.message();
    }

    @Override
    public EventHeader event() {
        return event;
    }

    @Override
    public FromHeader from() {
        return from;
    }

    @Override
    public ToHeader to() {
        return to;
    }

    @Override
    public ContactHeader localContact() {
        return localContact;
    }

    @Override
    public synchronized Optional<ContactHeader> remoteContact() {
        return Optional.of(subscriber.contact());
    }

    @Override
    public synchronized Optional<InetSocketAddress> peerAddress() {
        return subscriber.address();
    }

    @Override
    public synchronized Optional<SipBody> content() {
        return Optional.ofNullable(content);
    }

    @Override
    public synchronized Duration expiresIn() {
        return notifier.left();
    }

    @Override
    public void reject(int code, @Nullable String reason, List<SipHeader> extraHeaders) {
        Wire.requireRefusal(code, reason, extraHeaders);
        synchronized (this) {
            demand(state == State.INCOMING, "reject");
            answer(subscribe.id(), code, reason, extraHeaders);
            notifier.giveUp();
            terminated();
        }
        outbox.send();
    }

    @Override
    public void acceptPending() {
        synchronized (this) {
            demand(state == State.INCOMING, "acceptPending");
            grant(202, State.PENDING);
        }
        outbox.send();
    }

    @Override
    public void accept(@Nullable SipBody newContent) {
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            demand(state == State.INCOMING || state == State.PENDING, "accept");
            content = newContent;
            if (state == State.INCOMING) {
                grant(200, State.ACTIVE);
            } else {
                become(State.ACTIVE);
                tell();
            }
        }
        outbox.send();
    }

    /** Answers the first SUBSCRIBE, and notifies. One with Expires 0 only wants to know the state once. */
    private void grant(int code, State next) {
        answer(subscribe.id(), code, null, expires(asked));
        if (asked.isZero()) {
            become(next);
            finish("timeout", null);
        } else {
            notifier.hold(asked);
            become(next);
            tell();
        }
    }

    private static List<SipHeader> expires(Duration granted) {
        return List.of(new GenericHeader("Expires", Long.toString(granted.toSeconds())));
    }

    private void tell() {
        if (state == State.PENDING) {
            notifier.sendPending();
        } else {
            notifier.sendActive(content);
        }
    }

    @Override
    public void pushContent(SipBody newContent) {
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            demand(state == State.ACTIVE, "pushContent");
            content = newContent;
            tell();
        }
        outbox.send();
    }

    @Override
    public void end(String reason, @Nullable Duration retryAfter) {
        if (!reason.matches("[A-Za-z0-9!%*_+`'~.-]+")) {
            throw new IllegalArgumentException("not a reason: " + reason);
        }
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            demand(state != State.INCOMING, "end");
            finish(reason, retryAfter);
        }
        outbox.send();
    }

    private void finish(String reason, @Nullable Duration retryAfter) {
        notifier.end(reason, retryAfter, state == State.PENDING ? null : content);
        terminated();
    }

    private void terminated() {
        become(State.TERMINATED);
        post(new IncomingSubscriptionNotification.DidEnd(this, now()));
    }

    private void unanswered(int code) {
        synchronized (this) {
            if (state == State.INCOMING) {
                answered(code, null, List.of());
                notifier.giveUp();
                terminated();
            }
        }
        outbox.send();
    }

    @Override
    public void received(DialogRequest request) {
        synchronized (this) {
            int code = codeFor(request);
            if (code != 0) {
                outbox.add(() -> dialog.respond(request.id(), code, null, List.of()));
            } else {
                refreshed(request);
            }
        }
        outbox.send();
    }

    /** 0 for a SUBSCRIBE that is to be served. */
    private int codeFor(DialogRequest request) {
        int code = Subscriber.answerTo(request.message(), this::isOurs);
        if (code != 0) {
            return code;
        }
        return state == State.TERMINATED ? 481 : state == State.INCOMING ? 500 : 0;
    }

    private boolean isOurs(EventHeader other) {
        return other.eventPackage().equalsIgnoreCase(event.eventPackage())
                && other.id().equals(event.id());
    }

    private void refreshed(DialogRequest request) {
        SipMessage message = request.message();
        subscriber.heard(request, notifier);
        asked = asked(message);
        SipUri target = message.requestUri();
        if (asked.isZero()) {
            post(new IncomingSubscriptionNotification.GotUnsubscribe(
                    this, now(), Subscriber.SUBSCRIBE, target, message.headers(), bodyOf(message)));
            answer(request.id(), 200, null, expires(asked));
            finish("timeout", null);
        } else {
            post(new IncomingSubscriptionNotification.GotRefreshingSubscribe(
                    this, now(), Subscriber.SUBSCRIBE, target, message.headers(), bodyOf(message)));
            answer(request.id(), 200, null, expires(asked));
            notifier.hold(asked);
            tell();
        }
    }

    @Override
    public void failed(String text) {
        synchronized (this) {
            lost();
        }
        outbox.send();
    }

    @Override
    public void notifying(SipUri target, SipHeaders headers, @Nullable SipBody body) {
        post(new IncomingSubscriptionNotification.SentNotify(this, now(), Notifier.NOTIFY, target, headers, body));
    }

    @Override
    public void notified(Answer answer) {
        post(
                answer.succeeded()
                        ? new IncomingSubscriptionNotification.NotifyDidSucceed(
                                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body())
                        : new IncomingSubscriptionNotification.NotifyDidFail(
                                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body()));
    }

    @Override
    public void expired() {
        if (state != State.TERMINATED) {
            finish("timeout", null);
        }
    }

    @Override
    public void lost() {
        if (state != State.TERMINATED) {
            notifier.giveUp();
            terminated();
        }
    }

    private void answer(long request, int code, @Nullable String reason, List<SipHeader> headers) {
        outbox.add(() -> {
            core.unregister(request);
            dialog.respond(request, code, reason, headers);
        });
        answered(code, reason, headers);
    }

    private void answered(int code, @Nullable String reason, List<SipHeader> headers) {
        post(new IncomingSubscriptionNotification.AnsweredSubscribe(
                this,
                now(),
                code,
                reason == null ? Wire.reason(code) : reason,
                SipHeaders.of(new ArrayList<>(headers)),
                null));
    }

    private void become(State next) {
        State previous = state;
        state = next;
        post(new IncomingSubscriptionNotification.ChangedState(this, now(), previous, next));
    }

    private void demand(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(what + " is not possible in " + state);
        }
    }

    private void post(IncomingSubscriptionNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
