/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralNotification;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.threading.Scheduler;

/**
 * A referral whose peer is the test: the methods of {@link Referral} are what the session does, those named like {@link
 * #peerAccepts} what the peer does. For one thread only.
 */
public final class FakeReferral implements Referral {
    private final ReferralOptions options;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private State state = State.NULL;
    private List<SipHeader> extraHeaders = List.of();
    private ContactHeader contact;
    private boolean createsSubscription;
    private int refreshes;

    FakeReferral(ReferralOptions options, NotificationCenter notifications, Scheduler scheduler) {
        this.options = options;
        this.notifications = notifications;
        this.scheduler = scheduler;
        this.contact = options.contact();
    }

    // --- what the test looks at

    /** Whether the REFER that was sent asked for a subscription. */
    public boolean createsSubscription() {
        return createsSubscription;
    }

    public int refreshes() {
        return refreshes;
    }

    // --- what the peer does

    /** 202. */
    public void peerAccepts() {
        notifications.post(new ReferralNotification.DidStart(this, scheduler.now()));
        become(State.ACCEPTED);
        if (!createsSubscription) {
            finish();
        }
    }

    /** A refusal of the REFER, or nothing at all with 408. */
    public void peerRefuses(int code, String reason) {
        become(State.TERMINATED);
        notifications.post(new ReferralNotification.DidFail(this, scheduler.now(), code, reason));
    }

    /** A NOTIFY with that status; a final one is the last. */
    public void peerNotifies(int code, String reason) {
        SipBody body = SipBody.of("message/sipfrag;version=2.0", "SIP/2.0 " + code + " " + reason + "\r\n");
        notifications.post(new ReferralNotification.GotNotify(
                this,
                scheduler.now(),
                contact.uri(),
                FromHeader.of(options.to().uri()),
                ToHeader.of(options.from().uri()),
                body.type(),
                EventHeader.of("refer"),
                SipHeaders.empty(),
                body));
        become(State.ACTIVE);
        if (code >= 200) {
            finish();
        }
    }

    private void finish() {
        become(State.TERMINATED);
        notifications.post(new ReferralNotification.DidEnd(this, scheduler.now()));
    }

    private void become(State next) {
        State previous = state;
        state = next;
        if (next != previous) {
            notifications.post(new ReferralNotification.ChangedState(this, scheduler.now(), previous, next));
        }
    }

    // --- Referral

    @Override
    public State state() {
        return state;
    }

    @Override
    public ReferralOptions options() {
        return options;
    }

    @Override
    public List<SipHeader> extraHeaders() {
        return extraHeaders;
    }

    @Override
    public ContactHeader localContact() {
        return contact;
    }

    @Override
    public Optional<ContactHeader> remoteContact() {
        return state == State.NULL || state == State.SENT
                ? Optional.empty()
                : Optional.of(ContactHeader.of(options.to().uri()));
    }

    @Override
    public Optional<InetSocketAddress> peerAddress() {
        return state == State.NULL || state == State.SENT ? Optional.empty() : Optional.of(FakeInvitation.PEER);
    }

    @Override
    public Duration refreshInterval() {
        return state == State.ACTIVE ? Duration.ofSeconds(180) : Duration.ZERO;
    }

    @Override
    public void sendRefer(boolean createSubscription, List<SipHeader> headers, Duration timeout) {
        if (state != State.NULL) {
            throw new IllegalStateException("the referral is " + state);
        }
        createsSubscription = createSubscription;
        extraHeaders = List.copyOf(headers);
        notifications.post(new ReferralNotification.WillStart(this, scheduler.now()));
        become(State.SENT);
    }

    @Override
    public void refresh(@Nullable ContactHeader newContact, List<SipHeader> headers, Duration timeout) {
        if (state == State.NULL || state == State.SENT) {
            throw new IllegalStateException("the referral is " + state);
        }
        if (state != State.TERMINATED) {
            contact = newContact == null ? contact : newContact;
            extraHeaders = List.copyOf(headers);
            refreshes++;
        }
    }

    @Override
    public void end(Duration timeout) {
        if (state == State.NULL) {
            throw new IllegalStateException("the referral is " + state);
        }
        if (state != State.TERMINATED) {
            finish();
        }
    }
}
