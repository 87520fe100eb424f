/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.threading.Scheduler;

/**
 * A REFER of a peer: the methods of {@link IncomingReferral} are what the session does with it. Posts the notifications of the
 * real one. For one thread only.
 */
public final class FakeIncomingReferral implements IncomingReferral {

    /** A status that the session told the peer. */
    public record Status(int code, @Nullable String reason) {}

    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final @Nullable Invitation invitation;
    private final FromHeader from;
    private final ToHeader to;
    private final SipMessage message;
    private final List<Status> answers = new ArrayList<>();
    private final List<Status> notified = new ArrayList<>();
    private State state = State.INCOMING;

    /** One that has not been announced yet. */
    FakeIncomingReferral(
            NotificationCenter notifications,
            Scheduler scheduler,
            @Nullable Invitation invitation,
            SipUri from,
            SipUri to,
            ReferToHeader referTo,
            List<SipHeader> extraHeaders) {
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.invitation = invitation;
        this.from = FromHeader.of(from).withTag("peer");
        this.to = ToHeader.of(to);
        StringBuilder text = new StringBuilder("REFER " + to + " SIP/2.0\r\n" + referTo + "\r\n");
        extraHeaders.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        this.message = SipMessage.parse(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    void announce() {
        notifications.post(new IncomingReferralNotification.GotRefer(
                this, scheduler.now(), "REFER", message.requestUri(), referTo(), message.headers(), null));
    }

    // --- what the test looks at

    /** The answer to the REFER; empty before. */
    public Optional<Status> answer() {
        return answers.stream().findFirst();
    }

    /** What was told by NOTIFYs, the 100 that goes with the acceptance included. */
    public List<Status> notified() {
        return List.copyOf(notified);
    }

    // --- what the peer does

    /** Unsubscribes. */
    public void peerLosesInterest() {
        notifications.post(new IncomingReferralNotification.GotUnsubscribe(this, scheduler.now()));
        finish();
    }

    // --- IncomingReferral

    @Override
    public State state() {
        return state;
    }

    @Override
    public SipMessage message() {
        return message;
    }

    @Override
    public ReferToHeader referTo() {
        return message.headers().referTo().orElseThrow();
    }

    @Override
    public Optional<ReferredByHeader> referredBy() {
        return message.headers().referredBy();
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
        return Optional.ofNullable(invitation);
    }

    @Override
    public boolean createsSubscription() {
        return message.headers()
                .first("Refer-Sub")
                .map(value -> !value.equalsIgnoreCase("false"))
                .orElse(true);
    }

    @Override
    public ContactHeader localContact() {
        return ContactHeader.of(to.uri());
    }

    @Override
    public Optional<ContactHeader> remoteContact() {
        return Optional.of(ContactHeader.of(from.uri()));
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return Optional.of(FakeInvitation.PEER);
    }

    @Override
    public void reject(int code, @Nullable String reason, List<SipHeader> extraHeaders) {
        answer(code, reason);
        finish();
    }

    @Override
    public void accept(int code, Duration duration) {
        answer(code, null);
        if (createsSubscription()) {
            become(State.ACTIVE);
            tell(100, "Trying");
        } else {
            finish();
        }
    }

    private void answer(int code, @Nullable String reason) {
        if (state != State.INCOMING) {
            throw new IllegalStateException("the referral is " + state);
        }
        answers.add(new Status(code, reason));
        notifications.post(new IncomingReferralNotification.AnsweredRefer(
                this, scheduler.now(), code, reason == null ? "" : reason, SipHeaders.empty(), null));
    }

    @Override
    public void sendNotify(int code, @Nullable String status) {
        requireAnswered();
        if (state == State.ACTIVE) {
            tell(code, status);
            if (code >= 200) {
                finish();
            }
        }
    }

    @Override
    public void end() {
        requireAnswered();
        if (state == State.ACTIVE) {
            Status last = notified.get(notified.size() - 1);
            tell(last.code(), last.reason());
            finish();
        }
    }

    private void requireAnswered() {
        if (state == State.INCOMING) {
            throw new IllegalStateException("the referral is " + state);
        }
    }

    private void tell(int code, @Nullable String reason) {
        notified.add(new Status(code, reason));
        SipBody body = SipBody.of(
                "message/sipfrag;version=2.0", "SIP/2.0 " + code + " " + (reason == null ? "" : reason) + "\r\n");
        notifications.post(new IncomingReferralNotification.SentNotify(
                this, scheduler.now(), "NOTIFY", from.uri(), SipHeaders.empty(), body));
        notifications.post(new IncomingReferralNotification.NotifyDidSucceed(
                this, scheduler.now(), 200, "OK", SipHeaders.empty(), null));
    }

    private void finish() {
        if (state != State.TERMINATED) {
            become(State.TERMINATED);
            notifications.post(new IncomingReferralNotification.DidEnd(this, scheduler.now()));
        }
    }

    private void become(State next) {
        State previous = state;
        state = next;
        notifications.post(new IncomingReferralNotification.ChangedState(this, scheduler.now(), previous, next));
    }
}
