/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationNotification;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Publication}. At most one PUBLISH is under way; a newer one takes its place, and the outcome of the older is
 * not told any more. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultPublication implements Publication, Lease.Holder {
    private static final int CONDITIONAL_REQUEST_FAILED = 412;

    /** What was last accepted. */
    private record State(String entityTag, Route route, Lease lease) {}

    /** One PUBLISH on its way. */
    private final class Attempt implements ClientTransaction.Listener {
        private final Route route;
        private final boolean isRemoval;
        private final ClientTransaction transaction;

        Attempt(OutgoingRequest request, boolean isRemoval) {
            this.route = request.route();
            this.isRemoval = isRemoval;
            this.transaction = new ClientTransaction(core, resolver, request, this);
        }

        @Override
        public void answered(Answer answer) {
            outcome(this, answer);
        }
    }

    private final EngineCore core;
    private final NameResolver resolver;
    private final PublicationOptions options;
    private final Outbox outbox;

    // guarded by this
    private @Nullable Attempt pending;
    private @Nullable State state;

    /** @throws IllegalArgumentException when something in the options cannot be sent */
    public DefaultPublication(EngineCore core, NameResolver resolver, PublicationOptions options) {
        Wire.requireLines(options.extraHeaders());
        this.core = core;
        this.resolver = resolver;
        this.options = options;
        this.outbox = new Outbox(core);
    }

    @Override
    public PublicationOptions options() {
        return options;
    }

    @Override
    public synchronized boolean isPublished() {
        return state != null;
    }

    @Override
    public synchronized Optional<String> entityTag() {
        return Optional.ofNullable(state).map(State::entityTag);
    }

    @Override
    public synchronized Duration expiresIn() {
        return state == null ? Duration.ZERO : state.lease().left();
    }

    @Override
    public void publish(byte @Nullable [] body, Route route, Duration timeout) {
        synchronized (this) {
            if (body == null && state == null) {
                throw new IllegalStateException("nothing is published that could be refreshed without a body");
            }
            SipBody content = body == null ? null : SipBody.of(options.contentType(), body);
            send(content, route, options.duration(), timeout);
        }
        outbox.send();
    }

    @Override
    public void end(Duration timeout) {
        synchronized (this) {
            if (state == null) {
                throw new IllegalStateException("nothing is published");
            }
            state.lease().stopRefreshing();
            post(new PublicationNotification.WillEnd(this, now()));
            send(null, state.route(), Duration.ZERO, timeout);
        }
        outbox.send();
    }

    /** @param expires zero to remove the state */
    private void send(@Nullable SipBody body, Route route, Duration expires, Duration timeout) {
        List<SipHeader> headers = new ArrayList<>(options.extraHeaders());
        headers.add(options.event());
        headers.add(new GenericHeader("Expires", Long.toString(expires.toSeconds())));
        if (state != null) {
            headers.add(new GenericHeader("SIP-If-Match", state.entityTag()));
        }
        // each PUBLISH stands for itself (RFC 3903 section 4.1): the entity tag, not the Call-ID, ties them together
        OutgoingRequest request = new OutgoingRequest(
                "PUBLISH",
                options.from().uri(),
                options.from(),
                new ToHeader(options.from().address().withoutParameter("tag")),
                null,
                route,
                UUID.randomUUID().toString(),
                1,
                headers,
                body,
                options.credentials(),
                timeout);
        Attempt previous = pending;
        Attempt next = new Attempt(request, expires.isZero());
        pending = next;
        outbox.add(() -> {
            if (previous != null) {
                previous.transaction.abandon();
            }
            next.transaction.send();
        });
    }

    private void outcome(Attempt attempt, Answer answer) {
        synchronized (this) {
            if (attempt != pending) {
                return;
            }
            pending = null;
            if (attempt.isRemoval) {
                removed(answer);
            } else if (answer.succeeded()) {
                published(attempt, answer);
            } else {
                failed(attempt, answer);
            }
        }
        outbox.send();
    }

    private void published(Attempt attempt, Answer answer) {
        forget();
        String tag = answer.entityTag().orElse(null);
        if (tag == null) {
            // it could neither be refreshed nor removed (RFC 3903 section 6 wants one)
            failed(attempt, Answer.failure("The answer has no SIP-ETag"));
            return;
        }
        Duration granted = answer.granted(null).orElse(options.duration());
        post(new PublicationNotification.DidSucceed(
                this, now(), answer.code(), answer.reason(), attempt.route, granted));
        state = new State(tag, attempt.route, new Lease(core, granted, this));
    }

    private void failed(Attempt attempt, Answer answer) {
        if (answer.code() == CONDITIONAL_REQUEST_FAILED) {
            forget();
        }
        post(new PublicationNotification.DidFail(
                this, now(), answer.code(), answer.reason(), attempt.route, answer.minExpires(), answer.retryAfter()));
    }

    private void removed(Answer answer) {
        if (answer.succeeded() || answer.code() == CONDITIONAL_REQUEST_FAILED) {
            // 412: the server has forgotten it already
            forget();
            post(new PublicationNotification.DidEnd(this, now(), false));
        } else {
            post(new PublicationNotification.DidNotEnd(this, now(), answer.code(), answer.reason()));
        }
    }

    @Override
    public void willExpire(Lease lease, Duration left) {
        synchronized (this) {
            if (!isHeld(lease)) {
                return;
            }
            post(new PublicationNotification.WillExpire(this, now(), left));
        }
        outbox.send();
    }

    @Override
    public void expired(Lease lease) {
        synchronized (this) {
            if (!isHeld(lease)) {
                return;
            }
            forget();
            post(new PublicationNotification.DidEnd(this, now(), true));
        }
        outbox.send();
    }

    private boolean isHeld(Lease lease) {
        return state != null && state.lease() == lease;
    }

    private void forget() {
        if (state != null) {
            state.lease().giveUp();
        }
        state = null;
    }

    private void post(PublicationNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
