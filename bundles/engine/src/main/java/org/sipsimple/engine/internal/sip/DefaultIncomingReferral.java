/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * An {@link IncomingReferral}. Thread-safe; changes are made under the lock of this object, and take effect through the
 * outbox.
 */
final class DefaultIncomingReferral implements IncomingReferral, EventDialog.Listener, Notifier.Owner {
    static final String REFER = "REFER";
    static final String REFER_SUB = "Refer-Sub";
    private static final String FRAGMENT = "message/sipfrag;version=2.0";

    private final EngineCore core;
    private final DialogRequest refer;
    private final ReferToHeader referTo;
    private final Optional<ReferredByHeader> referredBy;
    private final FromHeader from;
    private final ToHeader to;
    private final SipUri requestUri;
    private final boolean subscribes;
    private final ContactHeader localContact;
    private final EventHeader event;
    private final @Nullable CallReferrals call;
    private final DialogPath path;
    private final Outbox outbox;
    private final Notifier notifier;

    // guarded by this
    private final Subscriber subscriber;
    private State state = State.INCOMING;
    private Duration duration = DEFAULT_DURATION;
    private SipBody fragment = fragment(100, null);

    /**
     * One that has come in with a dialog of its own, and has not been announced.
     *
     * @throws SipSyntaxException when it lacks what a REFER needs, or that cannot be read
     */
    DefaultIncomingReferral(EngineCore core, long dialogId, DialogRequest refer, ContactHeader localContact) {
        this(core, dialogId, refer, localContact, null, EventHeader.of("refer"));
    }

    /**
     * One that has come in within a call, and has not been announced.
     *
     * @param event what its notifications name
     * @throws SipSyntaxException as above
     */
    DefaultIncomingReferral(
            EngineCore core, CallReferrals call, DialogRequest refer, ContactHeader localContact, EventHeader event) {
        this(core, call.callId(), refer, localContact, call, event);
    }

    private DefaultIncomingReferral(
            EngineCore core,
            long dialogId,
            DialogRequest refer,
            ContactHeader localContact,
            @Nullable CallReferrals call,
            EventHeader event) {
        this.core = core;
        this.refer = refer;
        this.localContact = localContact;
        this.call = call;
        this.event = event;
        SipHeaders headers = refer.message().headers();
        if (headers.lines("Refer-To").size() != 1) {
            throw new SipSyntaxException("one Refer-To is needed", "", 0);
        }
        this.referTo = Wire.required("Refer-To", headers.referTo());
        this.referredBy = headers.referredBy();
        this.from = Wire.required("From", headers.from());
        this.to = Wire.required("To", headers.to());
        this.requestUri = refer.message().requestUri();
        this.subscribes = headers.first(REFER_SUB)
                .map(value -> !value.strip().equalsIgnoreCase("false"))
                .orElse(true);
        this.subscriber = new Subscriber(
                headers.contacts().stream().findFirst().orElseGet(() -> ContactHeader.of(from.uri())), refer.peer());
        this.path = call == null ? new EventDialog(core, this, dialogId) : new DialogRequests(core, dialogId);
        this.outbox = new Outbox(core);
        this.notifier =
                new Notifier(core, outbox, path, event, subscriber.contact().uri(), this);
    }

    /** Tells that it is there; on the event thread. */
    void announce() {
        if (path instanceof EventDialog dialog) {
            dialog.listen();
            dialog.setContact(localContact);
        } else if (call != null) {
            call.add(this);
        }
        PendingRequest.watch(core, refer.id(), this::unanswered);
        SipMessage message = refer.message();
        core.notifications()
                .post(new IncomingReferralNotification.GotRefer(
                        this,
                        now(),
                        message.method(),
                        requestUri,
                        referTo,
                        message.headers(),
                        SipBody.of(message).orElse(null)));
    }

    EventHeader event() {
        return event;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public SipMessage message() {
        return refer.message();
    }

    @Override
    public ReferToHeader referTo() {
        return referTo;
    }

    @Override
    public Optional<ReferredByHeader> referredBy() {
        return referredBy;
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
    public Optional<Invitation> invitation() {
        return Optional.ofNullable(call).map(CallReferrals::invitation);
    }

    @Override
    public boolean createsSubscription() {
        return subscribes;
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
    public void reject(int code, @Nullable String reason, List<SipHeader> extraHeaders) {
        Wire.requireRefusal(code, reason, extraHeaders);
        synchronized (this) {
            demand(state == State.INCOMING, "reject");
            answer(code, reason, extraHeaders);
            lost();
        }
        outbox.send();
    }

    @Override
    public void accept(int code, Duration newDuration) {
        if (code < 200 || code > 299) {
            throw new IllegalArgumentException(code + " does not accept anything");
        }
        synchronized (this) {
            demand(state == State.INCOMING, "accept");
            if (subscribes) {
                duration = newDuration;
                answer(code, null, List.of());
                notifier.hold(duration);
                become(State.ACTIVE);
                notifier.sendActive(fragment);
            } else {
                answer(code, null, List.of(new GenericHeader(REFER_SUB, "false")));
                lost();
            }
        }
        outbox.send();
    }

    @Override
    public void sendNotify(int code, @Nullable String status) {
        SipBody told = fragment(code, status);
        synchronized (this) {
            demand(state != State.INCOMING, "sendNotify");
            if (state == State.ACTIVE) {
                fragment = told;
                if (code < 200) {
                    notifier.sendActive(told);
                } else {
                    finish("noresource");
                }
            }
        }
        outbox.send();
    }

    private static SipBody fragment(int code, @Nullable String status) {
        if (code < 100 || code > 699) {
            throw new IllegalArgumentException("status code " + code + " is not in 100..699");
        }
        String phrase = Wire.requireLine("status", status == null ? Wire.reason(code) : status);
        return SipBody.of(FRAGMENT, "SIP/2.0 " + code + " " + phrase + "\r\n");
    }

    @Override
    public void end() {
        synchronized (this) {
            demand(state != State.INCOMING, "end");
            if (state == State.ACTIVE) {
                finish("noresource");
            }
        }
        outbox.send();
    }

    private void finish(String reason) {
        notifier.end(reason, null, fragment);
        terminated();
    }

    private void terminated() {
        become(State.TERMINATED);
        post(new IncomingReferralNotification.DidEnd(this, now()));
        if (call != null) {
            call.remove(this);
        }
    }

    private void unanswered(int code) {
        synchronized (this) {
            if (state == State.INCOMING) {
                answered(code, null, List.of());
                lost();
            }
        }
        outbox.send();
    }

    /** A SUBSCRIBE that refreshes or ends it, or something that has no place here. */
    @Override
    public void received(DialogRequest request) {
        synchronized (this) {
            int code = codeFor(request.message());
            outbox.add(
                    () -> path.respond(request.id(), code, null, code == 200 ? expires(request.message()) : List.of()));
            if (code == 200 && request.method().equals(Subscriber.SUBSCRIBE)) {
                refreshed(request);
            }
        }
        outbox.send();
    }

    private int codeFor(SipMessage message) {
        int code = Subscriber.answerTo(message, other -> other.eventPackage().equalsIgnoreCase(event.eventPackage()));
        if (code != 0) {
            return code;
        }
        return state == State.ACTIVE ? 200 : state == State.INCOMING ? 500 : 481;
    }

    private Duration asked(SipMessage message) {
        return Duration.ofSeconds(message.headers().expires().orElse(duration.toSeconds()));
    }

    private List<SipHeader> expires(SipMessage message) {
        if (!message.method().equals(Subscriber.SUBSCRIBE)) {
            return List.of();
        }
        Duration granted = asked(message).compareTo(duration) < 0 ? asked(message) : duration;
        return List.of(new GenericHeader("Expires", Long.toString(granted.toSeconds())));
    }

    private void refreshed(DialogRequest request) {
        subscriber.heard(request, notifier);
        Duration asked = asked(request.message());
        if (asked.isZero()) {
            post(new IncomingReferralNotification.GotUnsubscribe(this, now()));
            finish("timeout");
        } else {
            post(new IncomingReferralNotification.GotRefreshingSubscribe(this, now()));
            notifier.hold(asked.compareTo(duration) < 0 ? asked : duration);
            notifier.sendActive(fragment);
        }
    }

    /** The dialog, or the call, is not there any more. */
    @Override
    public void failed(String text) {
        synchronized (this) {
            lost();
        }
        outbox.send();
    }

    @Override
    public void notifying(SipUri target, SipHeaders headers, @Nullable SipBody body) {
        post(new IncomingReferralNotification.SentNotify(this, now(), Notifier.NOTIFY, target, headers, body));
    }

    @Override
    public void notified(Answer answer) {
        post(
                answer.succeeded()
                        ? new IncomingReferralNotification.NotifyDidSucceed(
                                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body())
                        : new IncomingReferralNotification.NotifyDidFail(
                                this, now(), answer.code(), answer.reason(), answer.headers(), answer.body()));
    }

    @Override
    public void expired() {
        if (state == State.ACTIVE) {
            finish("timeout");
        }
    }

    @Override
    public void lost() {
        if (state != State.TERMINATED) {
            notifier.giveUp();
            terminated();
        }
    }

    private void answer(int code, @Nullable String reason, List<SipHeader> headers) {
        outbox.add(() -> {
            core.unregister(refer.id());
            path.respond(refer.id(), code, reason, headers);
        });
        answered(code, reason, headers);
    }

    private void answered(int code, @Nullable String reason, List<SipHeader> headers) {
        post(new IncomingReferralNotification.AnsweredRefer(
                this, now(), code, reason == null ? Wire.reason(code) : reason, SipHeaders.of(headers), null));
    }

    private void become(State next) {
        State previous = state;
        state = next;
        post(new IncomingReferralNotification.ChangedState(this, now(), previous, next));
    }

    private void demand(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(what + " is not possible in " + state);
        }
    }

    private void post(IncomingReferralNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }

    /** The event of a referral within a call: told apart by the sequence number of its REFER (RFC 3515 section 2.4.6). */
    static EventHeader numbered(long sequence) {
        return new EventHeader("refer", Map.of("id", Long.toString(sequence)));
    }
}
