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
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Registration}. At most one REGISTER is under way; a newer one takes its place, and the outcome of the older is
 * not told any more. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultRegistration implements Registration, Lease.Holder {
    /** What was last accepted. */
    private record Binding(ContactHeader contact, Route route, Lease lease, @Nullable KeepAlive flow) {
        void giveUp() {
            lease.giveUp();
            if (flow != null) {
                flow.close();
            }
        }
    }

    /** One REGISTER on its way; it removes the binding when {@code expires} is zero. */
    private final class Attempt implements ClientTransaction.Listener {
        private final ContactHeader contact;
        private final Route route;
        private final boolean isRemoval;
        private final ClientTransaction transaction;

        Attempt(ContactHeader contact, Route route, Duration expires, Duration timeout) {
            this.contact = contact;
            this.route = route;
            this.isRemoval = expires.isZero();
            this.transaction = new ClientTransaction(core, resolver, message(contact, route, expires, timeout), this);
        }

        @Override
        public void answered(Answer answer) {
            outcome(this, answer);
        }
    }

    private final EngineCore core;
    private final NameResolver resolver;
    private final PublicAddresses publicAddresses;
    private final RegistrationOptions options;
    private final Outbox outbox;
    private final String callId = UUID.randomUUID().toString();

    // guarded by this
    private int nextSequence = 1;
    private @Nullable Attempt pending;
    private @Nullable Binding binding;
    private @Nullable ContactHeader contact;

    /** @throws IllegalArgumentException when an extra header cannot be sent */
    public DefaultRegistration(
            EngineCore core, NameResolver resolver, PublicAddresses publicAddresses, RegistrationOptions options) {
        Wire.requireLines(options.extraHeaders());
        this.core = core;
        this.resolver = resolver;
        this.publicAddresses = publicAddresses;
        this.options = options;
        this.outbox = new Outbox(core);
    }

    @Override
    public RegistrationOptions options() {
        return options;
    }

    @Override
    public synchronized boolean isRegistered() {
        return binding != null;
    }

    @Override
    public synchronized Optional<ContactHeader> contact() {
        return Optional.ofNullable(contact);
    }

    @Override
    public synchronized Optional<Duration> expiresIn() {
        return Optional.ofNullable(binding).map(Binding::lease).map(Lease::left);
    }

    @Override
    public void register(ContactHeader newContact, Route route, Duration timeout) {
        Wire.requireLine("Contact", newContact.value());
        synchronized (this) {
            contact = newContact;
            send(new Attempt(newContact, route, options.duration(), timeout));
        }
        outbox.send();
    }

    @Override
    public void end(Duration timeout) {
        synchronized (this) {
            Attempt running = pending;
            if (binding == null && (running == null || running.isRemoval)) {
                return;
            }
            if (binding != null) {
                binding.lease().stopRefreshing();
            }
            post(new RegistrationNotification.WillEnd(this, now()));
            // one that is under way may have reached the registrar although nothing has come back yet
            ContactHeader bound = running != null ? running.contact : binding.contact();
            Route route = running != null ? running.route : binding.route();
            send(new Attempt(bound, route, Duration.ZERO, timeout));
        }
        outbox.send();
    }

    /** The final answer to a request. Event thread. */
    private void outcome(Attempt request, Answer answer) {
        publicAddresses.learn(answer.message(), answer.transport(), answer.peer());
        synchronized (this) {
            if (request != pending) {
                return;
            }
            pending = null;
            answer.sequence().ifPresent(used -> nextSequence = used + 1);
            if (request.isRemoval) {
                removed(answer);
            } else if (answer.succeeded()) {
                bound(request, answer);
            } else {
                post(new RegistrationNotification.DidFail(
                        this,
                        now(),
                        answer.code(),
                        answer.reason(),
                        request.route,
                        answer.minExpires(),
                        answer.retryAfter()));
            }
        }
        outbox.send();
    }

    private void bound(Attempt request, Answer answer) {
        Duration granted = answer.granted(request.contact).orElse(options.duration());
        forget();
        post(new RegistrationNotification.DidSucceed(
                this,
                now(),
                answer.code(),
                answer.reason(),
                request.route,
                request.contact,
                answer.contacts(),
                granted));
        Lease lease = new Lease(core, granted, this);
        binding = new Binding(request.contact, request.route, lease, KeepAlive.of(core, answer));
    }

    private void removed(Answer answer) {
        if (answer.succeeded()) {
            forget();
            post(new RegistrationNotification.DidEnd(this, now(), false));
        } else {
            post(new RegistrationNotification.DidNotEnd(this, now(), answer.code(), answer.reason()));
        }
    }

    @Override
    public void willExpire(Lease lease, Duration left) {
        synchronized (this) {
            if (!isHeld(lease)) {
                return;
            }
            post(new RegistrationNotification.WillExpire(this, now(), left));
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
            post(new RegistrationNotification.DidEnd(this, now(), true));
        }
        outbox.send();
    }

    private boolean isHeld(Lease lease) {
        return binding != null && binding.lease() == lease;
    }

    private void forget() {
        if (binding != null) {
            binding.giveUp();
        }
        binding = null;
    }

    private void send(Attempt next) {
        Attempt previous = pending;
        pending = next;
        // room for the repetitions with credentials, which the native side numbers by itself
        nextSequence += ClientTransaction.MOST_ATTEMPTS;
        outbox.add(() -> {
            if (previous != null) {
                previous.transaction.abandon();
            }
            next.transaction.send();
        });
    }

    /** Holding the lock. */
    private OutgoingRequest message(ContactHeader own, Route route, Duration expires, Duration timeout) {
        FromHeader from = options.from();
        SipUri domain = SipUri.of(null, from.uri().host())
                .withSecure(from.uri().secure())
                .withPort(from.uri().port());
        List<SipHeader> headers = new ArrayList<>(options.extraHeaders());
        headers.add(new GenericHeader("Expires", Long.toString(expires.toSeconds())));
        if (binding != null && !binding.contact().uri().equals(own.uri())) {
            // the new one takes its place, and nobody calls the old one any more (RFC 3261 section 10.2.2)
            ContactHeader old = ContactHeader.of(binding.contact().uri());
            headers.add(new GenericHeader(
                    "Contact", old.withParameter("expires", "0").value()));
        }
        return new OutgoingRequest(
                "REGISTER",
                domain,
                from,
                new ToHeader(from.address().withoutParameter("tag")),
                own,
                route,
                callId,
                nextSequence,
                headers,
                null,
                options.credentials(),
                timeout);
    }

    private void post(RegistrationNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }
}
