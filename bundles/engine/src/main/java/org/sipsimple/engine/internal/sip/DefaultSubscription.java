/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.SubscriptionStateHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Subscription}. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultSubscription implements Subscription, EventDialog.Listener, Lease.Holder {
    private static final String SUBSCRIBE = "SUBSCRIBE";

    /** How long the first NOTIFY may take: timer N of RFC 6665 section 4.1.2. */
    private static final Duration FIRST_NOTIFY = Duration.ofSeconds(32);

    /** Answers to a refresh that end the subscription (RFC 6665 section 4.1.2.2 and RFC 5057 section 5.1); others do not. */
    private static final Set<Integer> FATAL = Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    private final EngineCore core;
    private final NameResolver resolver;
    private final SubscriptionOptions options;
    private final Supplier<List<String>> acceptTypes;
    private final Outbox outbox;
    private final TimeLimit limit;
    private final EventDialog dialog;

    // guarded by this
    private State state = State.NULL;
    private List<SipHeader> extraHeaders = List.of();
    private @Nullable SipBody body;
    private @Nullable Lease lease;
    private Duration asked;
    private boolean started;
    private boolean notified;
    private boolean ending;

    /**
     * @param acceptTypes the media types of the event package, empty to leave the choice to the notifier
     * @throws IllegalArgumentException when something in the options cannot be sent
     */
    public DefaultSubscription(
            EngineCore core, NameResolver resolver, SubscriptionOptions options, Supplier<List<String>> acceptTypes) {
        Wire.requireLine("Contact", options.contact().value());
        this.core = core;
        this.resolver = resolver;
        this.options = options;
        this.acceptTypes = acceptTypes;
        this.asked = options.refresh();
        this.outbox = new Outbox(core);
        this.limit = new TimeLimit(core.scheduler(), this, outbox);
        this.dialog = new EventDialog(core, this);
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public SubscriptionOptions options() {
        return options;
    }

    @Override
    public synchronized List<SipHeader> extraHeaders() {
        return extraHeaders;
    }

    @Override
    public synchronized Optional<SipBody> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public synchronized Duration expiresIn() {
        return lease == null ? Duration.ZERO : lease.left();
    }

    @Override
    public void subscribe(List<SipHeader> newHeaders, @Nullable SipBody newBody, Duration timeout) {
        Wire.requireLines(newHeaders);
        synchronized (this) {
            if (state == State.TERMINATED || ending) {
                throw new IllegalStateException("the subscription has ended");
            }
            extraHeaders = List.copyOf(newHeaders);
            body = newBody;
            if (state == State.NULL) {
                begin(timeout);
            } else if (started) {
                refresh();
            } // else the first refresh will say it
        }
        outbox.send();
    }

    private void begin(Duration timeout) {
        post(new SubscriptionNotification.WillStart(this, now()));
        become(State.SENT);
        OutgoingRequest first = new OutgoingRequest(
                SUBSCRIBE,
                target(),
                options.from(),
                options.to(),
                options.contact(),
                options.route(),
                UUID.randomUUID().toString(),
                0,
                headers(asked),
                body,
                options.credentials(),
                timeout);
        outbox.add(() -> dialog.open(resolver, first, this::opened));
        if (!timeout.isZero()) {
            limit.set(timeout, () -> fail(Answer.local(408, Wire.reason(408))));
        }
    }

    private SipUri target() {
        return options.to().uri();
    }

    private List<SipHeader> headers(Duration expires) {
        List<SipHeader> headers = new ArrayList<>(extraHeaders);
        headers.add(options.event());
        headers.add(new GenericHeader("Expires", Long.toString(expires.toSeconds())));
        List<String> types = acceptTypes.get();
        if (!types.isEmpty()) {
            headers.add(new GenericHeader("Accept", String.join(", ", types)));
        }
        return headers;
    }

    /** The answer to the first SUBSCRIBE. */
    private void opened(Answer answer) {
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            if (!answer.succeeded()) {
                fail(answer);
            } else {
                begun();
                granted(answer);
                if (!notified) {
                    limit.set(FIRST_NOTIFY, () -> fail(Answer.local(408, "No NOTIFY came")));
                }
            }
        }
        outbox.send();
    }

    /** By the answer, or by a NOTIFY that was faster (RFC 6665 section 4.1.2.4). */
    private void begun() {
        if (!started) {
            started = true;
            limit.cancel();
            post(new SubscriptionNotification.DidStart(this, now()));
            become(State.ACCEPTED);
        }
    }

    private void granted(Answer answer) {
        Duration granted = answer.granted(null).orElse(asked);
        if (granted.isZero()) {
            forgetLease();
        } else {
            hold(granted);
        }
    }

    private void hold(Duration granted) {
        forgetLease();
        lease = new Lease(core, granted, this);
    }

    private void refresh() {
        List<SipHeader> headers = headers(asked);
        SipBody content = body;
        outbox.add(() -> dialog.send(SUBSCRIBE, headers, content, this::refreshed));
    }

    private void refreshed(Answer answer) {
        synchronized (this) {
            Lease held = lease;
            if (state == State.TERMINATED || ending) {
                return;
            }
            if (answer.succeeded()) {
                granted(answer);
            } else if (answer.code() == 423 && answer.minExpires().compareTo(asked) > 0) {
                asked = answer.minExpires();
                refresh();
            } else if (FATAL.contains(answer.code()) || held == null) {
                fail(answer);
            } else {
                hold(held.left()); // it goes on, and is refreshed again before it expires
            }
        }
        outbox.send();
    }

    @Override
    public void end(Duration timeout) {
        synchronized (this) {
            if (state == State.NULL) {
                throw new IllegalStateException("there is no subscription yet");
            }
            if (state == State.TERMINATED || ending) {
                return;
            }
            forgetLease();
            if (started) {
                ending = true;
                List<SipHeader> headers = headers(Duration.ZERO);
                outbox.add(() -> dialog.send(SUBSCRIBE, headers, null, this::unsubscribed));
                limit.set(timeout.isZero() ? FIRST_NOTIFY : timeout, () -> finish("", Duration.ZERO));
            } else {
                // nothing to unsubscribe from: a NOTIFY that still comes is refused, which ends it over there
                finish("", Duration.ZERO);
            }
        }
        outbox.send();
    }

    /** After a success the last NOTIFY is awaited. */
    private void unsubscribed(Answer answer) {
        synchronized (this) {
            if (state != State.TERMINATED && !answer.succeeded()) {
                if (answer.code() == 481) {
                    finish("", Duration.ZERO);
                } else {
                    fail(answer);
                }
            }
        }
        outbox.send();
    }

    @Override
    public void received(DialogRequest request) {
        SipMessage message = request.message();
        int code;
        synchronized (this) {
            code = answerTo(message);
            outbox.add(() -> dialog.respond(request.id(), code, null, List.of()));
            if (code == 200 && message.method().equals("NOTIFY") && state != State.TERMINATED) {
                notified(message);
            }
        }
        outbox.send();
    }

    private int answerTo(SipMessage message) {
        if (!message.method().equals("NOTIFY")) {
            return message.method().equals("OPTIONS") ? 200 : 405;
        }
        try {
            Optional<EventHeader> event = message.headers().event();
            message.requestUri();
            if (message.headers().subscriptionState().isEmpty()) {
                return 400;
            }
            return event.isPresent() && isOurs(event.get()) ? 200 : 489;
        } catch (SipSyntaxException e) {
            return 400;
        }
    }

    private boolean isOurs(EventHeader event) {
        return event.eventPackage().equalsIgnoreCase(options.event().eventPackage())
                && event.id().equals(options.event().id());
    }

    private void notified(SipMessage message) {
        SubscriptionStateHeader told = message.headers().subscriptionState().orElseThrow();
        notified = true;
        begun();
        if (!ending) {
            limit.cancel();
        }
        post(new SubscriptionNotification.GotNotify(
                this,
                now(),
                message.method(),
                message.requestUri(),
                message.headers(),
                SipBody.of(message).orElse(null)));
        switch (told.state()) {
            case "active" -> become(State.ACTIVE);
            case "pending" -> become(State.PENDING);
            case "terminated" -> {
                finish(
                        told.reason().orElse(""),
                        Duration.ofSeconds(told.retryAfter().orElse(0)));
                return;
            }
            default -> {} // an extension: it goes on (RFC 6665 section 4.1.3)
        }
        told.expires().ifPresent(this::shorten);
    }

    /** The notifier may shorten the time whenever it likes. */
    private void shorten(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        if (!ending && seconds > 0 && (lease == null || left.compareTo(lease.left()) < 0)) {
            hold(left);
        }
    }

    @Override
    public void failed(String text) {
        synchronized (this) {
            fail(Answer.failure(text));
        }
        outbox.send();
    }

    @Override
    public void willExpire(Lease expiring, Duration left) {
        synchronized (this) {
            if (expiring != lease || ending) {
                return;
            }
            refresh();
        }
        outbox.send();
    }

    @Override
    public void expired(Lease expiring) {
        synchronized (this) {
            if (expiring != lease) {
                return;
            }
            fail(Answer.local(408, "The subscription expired"));
        }
        outbox.send();
    }

    private void fail(Answer answer) {
        if (state != State.TERMINATED) {
            terminate();
            post(new SubscriptionNotification.DidFail(
                    this, now(), answer.code(), answer.reason(), answer.minExpires(), answer.retryAfter()));
        }
    }

    private void finish(String reason, Duration retryAfter) {
        if (state != State.TERMINATED) {
            terminate();
            post(new SubscriptionNotification.DidEnd(this, now(), reason, retryAfter));
        }
    }

    private void terminate() {
        forgetLease();
        limit.cancel();
        become(State.TERMINATED);
        outbox.add(dialog::close);
    }

    private void become(State next) {
        if (next != state) {
            State previous = state;
            state = next;
            post(new SubscriptionNotification.ChangedState(this, now(), previous, next));
        }
    }

    private void forgetLease() {
        if (lease != null) {
            lease.giveUp();
            lease = null;
        }
    }

    private void post(SubscriptionNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
