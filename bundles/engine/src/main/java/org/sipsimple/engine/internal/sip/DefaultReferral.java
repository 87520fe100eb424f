/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.ContentTypeHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SubscriptionStateHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Referral}. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultReferral implements Referral, EventDialog.Listener, Lease.Holder {
    private static final String SUBSCRIBE = "SUBSCRIBE";

    /** How long the first NOTIFY may take: timer N of RFC 6665 section 4.1.2. */
    private static final Duration FIRST_NOTIFY = Duration.ofSeconds(32);

    private final EngineCore core;
    private final ReferralOptions options;
    private final @Nullable NameResolver resolver;
    private final @Nullable CallReferrals call;
    private final DialogPath path;
    private final Outbox outbox;
    private final TimeLimit limit;

    // guarded by this
    private State state = State.NULL;
    private List<SipHeader> extraHeaders = List.of();
    private ContactHeader localContact;
    private @Nullable ContactHeader remoteContact;
    private @Nullable InetSocketAddress peerAddress;
    private Duration interval = Duration.ZERO;
    private @Nullable Lease lease;
    private boolean started;
    private boolean notified;
    private boolean ending;
    /** The sequence number of the REFER, once the answer has told it. */
    private volatile @Nullable String number;

    /**
     * One with a dialog of its own.
     *
     * @throws IllegalArgumentException when something in the options cannot be sent
     */
    public DefaultReferral(EngineCore core, NameResolver resolver, ReferralOptions options) {
        this(core, options, resolver, null);
    }

    /** One within a call. */
    DefaultReferral(EngineCore core, CallReferrals call, ReferralOptions options) {
        this(core, options, null, call);
    }

    private DefaultReferral(
            EngineCore core, ReferralOptions options, @Nullable NameResolver resolver, @Nullable CallReferrals call) {
        Wire.requireLines(List.of(options.contact(), options.referTo()));
        this.core = core;
        this.options = options;
        this.resolver = resolver;
        this.call = call;
        this.localContact = options.contact();
        this.path = call == null ? new EventDialog(core, this) : new DialogRequests(core, call.callId());
        this.outbox = new Outbox(core);
        this.limit = new TimeLimit(core.scheduler(), this, outbox);
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public ReferralOptions options() {
        return options;
    }

    @Override
    public synchronized List<SipHeader> extraHeaders() {
        return extraHeaders;
    }

    @Override
    public synchronized ContactHeader localContact() {
        return localContact;
    }

    @Override
    public synchronized Optional<ContactHeader> remoteContact() {
        return Optional.ofNullable(remoteContact);
    }

    @Override
    public synchronized Optional<InetSocketAddress> peerAddress() {
        return Optional.ofNullable(peerAddress);
    }

    @Override
    public synchronized Duration refreshInterval() {
        return interval;
    }

    @Override
    public void sendRefer(boolean createSubscription, List<SipHeader> newHeaders, Duration timeout) {
        Wire.requireLines(newHeaders);
        synchronized (this) {
            if (state != State.NULL) {
                throw new IllegalStateException("the REFER has been sent");
            }
            extraHeaders = List.copyOf(newHeaders);
            post(new ReferralNotification.WillStart(this, now()));
            become(State.SENT);
            List<SipHeader> headers = new ArrayList<>(extraHeaders);
            headers.add(options.referTo());
            if (!createSubscription) {
                headers.add(new GenericHeader(DefaultIncomingReferral.REFER_SUB, "false"));
                headers.add(new GenericHeader("Supported", "norefersub"));
            }
            outbox.add(() -> send(headers, timeout));
            if (!timeout.isZero()) {
                limit.set(timeout, () -> fail(Answer.local(408, Wire.reason(408))));
            }
        }
        outbox.send();
    }

    private void send(List<SipHeader> headers, Duration timeout) {
        if (call != null) {
            call.add(this);
            path.send(DefaultIncomingReferral.REFER, headers, null, this::referred);
        } else if (path instanceof EventDialog dialog && resolver != null) {
            OutgoingRequest refer = new OutgoingRequest(
                    DefaultIncomingReferral.REFER,
                    options.requestUri(),
                    options.from(),
                    options.to(),
                    options.contact(),
                    options.route(),
                    UUID.randomUUID().toString(),
                    0,
                    headers,
                    null,
                    options.credentials(),
                    timeout);
            dialog.open(resolver, refer, this::referred);
        }
    }

    /** The answer to the REFER. */
    private void referred(Answer answer) {
        synchronized (this) {
            answer.sequence().ifPresent(sequence -> number = Integer.toString(sequence));
            if (state == State.TERMINATED) {
                return;
            }
            hear(answer.peer(), answer.contacts());
            if (!answer.succeeded()) {
                fail(answer);
            } else {
                begun();
                boolean unwatched = answer.headers()
                        .first(DefaultIncomingReferral.REFER_SUB)
                        .map(value -> value.strip().equalsIgnoreCase("false"))
                        .orElse(false);
                if (unwatched) {
                    finish();
                } else if (!notified) {
                    limit.set(FIRST_NOTIFY, () -> fail(Answer.local(408, "No NOTIFY came")));
                }
            }
        }
        outbox.send();
    }

    private void hear(@Nullable InetSocketAddress peer, List<ContactHeader> contacts) {
        peerAddress = peer == null ? peerAddress : peer;
        remoteContact = contacts.isEmpty() ? remoteContact : contacts.get(0);
    }

    /** By the answer, or by a NOTIFY that was faster. */
    private void begun() {
        if (!started) {
            started = true;
            limit.cancel();
            post(new ReferralNotification.DidStart(this, now()));
            become(State.ACCEPTED);
        }
    }

    /** Whether a NOTIFY in the call's dialog is about this one. */
    boolean isMeant(EventHeader event) {
        String own = number;
        return event.id().map(id -> own == null || id.equals(own)).orElse(true);
    }

    @Override
    public void received(DialogRequest request) {
        synchronized (this) {
            int code = answerTo(request.message());
            outbox.add(() -> path.respond(request.id(), code, null, List.of()));
            if (code == 200 && request.method().equals(Notifier.NOTIFY)) {
                notified(request);
            }
        }
        outbox.send();
    }

    private int answerTo(SipMessage message) {
        if (!message.method().equals(Notifier.NOTIFY)) {
            return message.method().equals("OPTIONS") ? 200 : 405;
        }
        try {
            SipHeaders headers = message.headers();
            message.requestUri();
            headers.contacts();
            if (headers.subscriptionState().isEmpty()
                    || headers.from().isEmpty()
                    || headers.to().isEmpty()) {
                return 400;
            }
            boolean ours = headers.event()
                    .map(event -> event.eventPackage().equalsIgnoreCase("refer"))
                    .orElse(false);
            return !ours ? 489 : state == State.TERMINATED ? 481 : 200;
        } catch (SipSyntaxException e) {
            return 400;
        }
    }

    private void notified(DialogRequest request) {
        SipHeaders headers = request.message().headers();
        SubscriptionStateHeader told = headers.subscriptionState().orElseThrow();
        notified = true;
        hear(request.peer(), headers.contacts());
        begun();
        if (!ending) {
            limit.cancel();
        }
        SipBody body = SipBody.of(request.message()).orElse(null);
        ContentTypeHeader type = body == null ? null : body.type();
        post(new ReferralNotification.GotNotify(
                this,
                now(),
                request.message().requestUri(),
                headers.from().orElseThrow(),
                headers.to().orElseThrow(),
                type,
                headers.event().orElseThrow(),
                headers,
                body));
        switch (told.state()) {
            case "active" -> become(State.ACTIVE);
            case "pending" -> become(State.PENDING);
            case "terminated" -> {
                finish();
                return;
            }
            default -> {} // an extension: it goes on (RFC 6665 section 4.1.3)
        }
        told.expires().ifPresent(seconds -> hold(Duration.ofSeconds(seconds)));
    }

    /** It is the peer that says how long it keeps the subscription. */
    private void hold(Duration granted) {
        if (!ending && !granted.isZero()) {
            interval = granted;
            forgetLease();
            lease = new Lease(core, granted, this);
        }
    }

    @Override
    public void refresh(@Nullable ContactHeader contact, List<SipHeader> newHeaders, Duration timeout) {
        Wire.requireLines(newHeaders);
        if (contact != null) {
            Wire.requireLine("Contact", contact.value());
        }
        synchronized (this) {
            if (state == State.TERMINATED || ending) {
                return;
            }
            if (!started) {
                throw new IllegalStateException("there is no subscription yet");
            }
            extraHeaders = List.copyOf(newHeaders);
            if (contact != null) {
                localContact = contact;
                outbox.add(() -> path.setContact(contact));
            }
            subscribe(interval);
            if (!timeout.isZero()) {
                limit.set(timeout, () -> fail(Answer.local(408, Wire.reason(408))));
            }
        }
        outbox.send();
    }

    /** Refreshes, or ends with zero. */
    private void subscribe(Duration expires) {
        List<SipHeader> headers = new ArrayList<>(extraHeaders);
        String own = number;
        headers.add(
                call == null || own == null
                        ? EventHeader.of("refer")
                        : DefaultIncomingReferral.numbered(Long.parseLong(own)));
        headers.add(new GenericHeader("Expires", Long.toString(expires.toSeconds())));
        outbox.add(() -> path.send(SUBSCRIBE, headers, null, this::subscribed));
    }

    private void subscribed(Answer answer) {
        synchronized (this) {
            if (state == State.TERMINATED) {
                return;
            }
            hear(answer.peer(), answer.contacts());
            if (answer.succeeded()) {
                if (!ending) {
                    limit.cancel();
                    answer.granted(null).ifPresent(this::hold);
                } // else the last NOTIFY is awaited
            } else if (ending && answer.code() == 481) {
                finish();
            } else {
                fail(answer);
            }
        }
        outbox.send();
    }

    @Override
    public void end(Duration timeout) {
        synchronized (this) {
            if (state == State.NULL) {
                throw new IllegalStateException("there is no referral yet");
            }
            if (state == State.TERMINATED || ending) {
                return;
            }
            forgetLease();
            if (started) {
                ending = true;
                subscribe(Duration.ZERO);
                limit.set(timeout.isZero() ? FIRST_NOTIFY : timeout, this::finish);
            } else {
                finish(); // a NOTIFY that still comes is refused, which ends it over there
            }
        }
        outbox.send();
    }

    @Override
    public void failed(String text) {
        synchronized (this) {
            fail(Answer.failure(text));
        }
        outbox.send();
    }

    /** Its subscription has ended with the call. */
    void callGone() {
        synchronized (this) {
            if (started) {
                finish();
            } else {
                fail(Answer.local(481, "The call has ended"));
            }
        }
        outbox.send();
    }

    @Override
    public void willExpire(Lease expiring, Duration left) {
        synchronized (this) {
            if (expiring != lease || ending) {
                return;
            }
            subscribe(interval);
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
            post(new ReferralNotification.DidFail(this, now(), answer.code(), answer.reason()));
        }
    }

    private void finish() {
        if (state != State.TERMINATED) {
            terminate();
            post(new ReferralNotification.DidEnd(this, now()));
        }
    }

    private void terminate() {
        forgetLease();
        limit.cancel();
        become(State.TERMINATED);
        outbox.add(path::close);
        if (call != null) {
            outbox.add(() -> call.remove(this));
        }
    }

    private void become(State next) {
        if (next != state) {
            State previous = state;
            state = next;
            post(new ReferralNotification.ChangedState(this, now(), previous, next));
        }
    }

    private void forgetLease() {
        if (lease != null) {
            lease.giveUp();
            lease = null;
        }
    }

    private void post(ReferralNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
