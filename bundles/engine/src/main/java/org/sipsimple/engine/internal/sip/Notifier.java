/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.SubscriptionStateHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * The notifier's part of one subscription (RFC 6665 section 4.2): how long it lasts, and its NOTIFYs, one after the other, so
 * that they come in order. Its methods are called with the lock of the owner held.
 */
final class Notifier implements Lease.Holder {
    static final String NOTIFY = "NOTIFY";

    /** Answers that end the subscription (RFC 6665 section 4.2.2, RFC 5057 section 5.1). */
    private static final Set<Integer> FATAL =
            Set.of(404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    /** Whose subscription it is. Called with its own lock held. */
    interface Owner {

        void notifying(SipUri target, SipHeaders headers, @Nullable SipBody body);

        void notified(Answer answer);

        /** The peer did not refresh in time. */
        void expired();

        /** The peer knows nothing of it any more; the notifier has ended. */
        void lost();
    }

    private record Notify(SubscriptionStateHeader state, @Nullable SipBody body) {
        boolean isLast() {
            return state.isTerminated();
        }
    }

    private final EngineCore core;
    private final Outbox outbox;
    private final DialogPath path;
    private final EventHeader event;
    private final Owner owner;
    private final ArrayDeque<Notify> queue = new ArrayDeque<>();
    private SipUri target;
    private @Nullable Lease lease;
    private boolean sending;
    private boolean over;

    Notifier(EngineCore core, Outbox outbox, DialogPath path, EventHeader event, SipUri target, Owner owner) {
        this.core = core;
        this.outbox = outbox;
        this.path = path;
        this.event = event;
        this.target = target;
        this.owner = owner;
    }

    /** From now on it lasts that long. */
    void hold(Duration granted) {
        forgetLease();
        lease = new Lease(core, granted, this);
        lease.stopRefreshing();
    }

    Duration left() {
        return lease == null ? Duration.ZERO : lease.left();
    }

    /** The peer gives another address as its own. */
    void retarget(SipUri changed) {
        target = changed;
    }

    void sendActive(@Nullable SipBody body) {
        add(new Notify(SubscriptionStateHeader.active(left().toSeconds()), body));
    }

    void sendPending() {
        add(new Notify(SubscriptionStateHeader.pending(left().toSeconds()), null));
    }

    /** The last one: gives the path up when it has been answered. */
    void end(String reason, @Nullable Duration retryAfter, @Nullable SipBody body) {
        SubscriptionStateHeader state = SubscriptionStateHeader.terminated(reason);
        if (retryAfter != null) {
            state = state.withParameter("retry-after", Long.toString(retryAfter.toSeconds()));
        }
        add(new Notify(state, body));
        over = true;
        forgetLease();
    }

    /** Ends without telling the peer. */
    void giveUp() {
        over = true;
        queue.clear();
        forgetLease();
        outbox.add(path::close);
    }

    private void add(Notify next) {
        if (!over) {
            queue.add(next);
            sendNext();
        }
    }

    private void sendNext() {
        Notify next = sending ? null : queue.poll();
        if (next == null) {
            return;
        }
        sending = true;
        SipHeaders headers = SipHeaders.of(event, next.state());
        outbox.add(() -> path.send(NOTIFY, headers.toList(), next.body(), answer -> answered(next, answer)));
        owner.notifying(target, headers, next.body());
    }

    private void answered(Notify sent, Answer answer) {
        synchronized (owner) {
            sending = false;
            owner.notified(answer);
            if (sent.isLast()) {
                outbox.add(path::close);
            } else if (FATAL.contains(answer.code())) {
                giveUp();
                owner.lost();
            } else {
                sendNext();
            }
        }
        outbox.send();
    }

    private void forgetLease() {
        if (lease != null) {
            lease.giveUp();
            lease = null;
        }
    }

    @Override
    public void willExpire(Lease expiring, Duration left) {
        // refreshing is the peer's
    }

    @Override
    public void expired(Lease expiring) {
        synchronized (owner) {
            if (expiring != lease) {
                return;
            }
            owner.expired();
        }
        outbox.send();
    }
}
