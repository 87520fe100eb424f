/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.engine.internal.core.EngineCore;

/**
 * A {@link Registration}. At most one REGISTER is under way; a newer one takes its place, and the outcome of the older is
 * not told any more. Thread-safe; changes are made under the lock of this object, and take effect through the outbox.
 */
public final class DefaultRegistration implements Registration {
    private static final Duration REFRESH_AHEAD = Duration.ofSeconds(30);
    private static final Duration SOONEST_REFRESH = Duration.ofSeconds(1);

    /** What was last accepted. */
    private record Binding(ContactHeader contact, Route route, Instant until) {}

    private final EngineCore core;
    private final NameResolver resolver;
    private final RegistrationOptions options;
    private final Outbox outbox;
    private final String callId = UUID.randomUUID().toString();

    // guarded by this
    private int nextSequence = 1;
    private @Nullable RegisterRequest pending;
    private @Nullable Binding binding;
    private @Nullable ContactHeader contact;
    private @Nullable Scheduled refresh;
    private @Nullable Scheduled expiry;
    private @Nullable Observation engineStop;

    /** @throws IllegalArgumentException when the credentials are of a kind that is not supported */
    public DefaultRegistration(EngineCore core, NameResolver resolver, RegistrationOptions options) {
        Wire.requirePassword(options.credentials());
        Wire.requireLines(options.extraHeaders());
        this.core = core;
        this.resolver = resolver;
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
        return Optional.ofNullable(binding).map(Binding::until).map(until -> {
            Duration left = Duration.between(core.scheduler().now(), until);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    @Override
    public void register(ContactHeader newContact, Route route, Duration timeout) {
        Wire.requireLine("Contact", newContact.value());
        synchronized (this) {
            contact = newContact;
            send(new RegisterRequest(this, newContact, route, options.duration()), timeout);
        }
        outbox.send();
    }

    @Override
    public void end(Duration timeout) {
        synchronized (this) {
            RegisterRequest running = pending;
            if (binding == null && (running == null || running.isRemoval())) {
                return;
            }
            cancel(refresh);
            post(new RegistrationNotification.WillEnd(this, now()));
            // one that is under way may have reached the registrar although nothing has come back yet
            ContactHeader bound = running != null ? running.contact() : binding.contact();
            Route route = running != null ? running.route() : binding.route();
            send(new RegisterRequest(this, bound, route, Duration.ZERO), timeout);
        }
        outbox.send();
    }

    /** The final answer to a request. Event thread. */
    void answered(RegisterRequest request, RegisterAnswer answer) {
        synchronized (this) {
            if (request != pending) {
                return;
            }
            pending = null;
            answer.sequence().ifPresent(used -> nextSequence = used + 1);
            if (request.isRemoval()) {
                removed(answer);
            } else if (answer.succeeded()) {
                bound(request, answer);
            } else {
                post(new RegistrationNotification.DidFail(
                        this,
                        now(),
                        answer.code(),
                        answer.reason(),
                        request.route(),
                        answer.minExpires(),
                        answer.retryAfter()));
            }
        }
        outbox.send();
    }

    private void bound(RegisterRequest request, RegisterAnswer answer) {
        List<ContactHeader> contacts = answer.contacts();
        Duration granted = answer.granted(request.contact(), options.duration());
        forget();
        Binding bound = new Binding(request.contact(), request.route(), now().plus(granted));
        binding = bound;
        engineStop = core.onStop(() -> expired(bound));
        post(new RegistrationNotification.DidSucceed(
                this, now(), answer.code(), answer.reason(), request.route(), request.contact(), contacts, granted));
        Duration until = refreshAfter(granted);
        refresh = core.scheduler().schedule(until, () -> willExpire(bound, granted.minus(until)));
        expiry = core.scheduler().schedule(granted, () -> expired(bound));
    }

    /** Half of a short time, and half a minute before the end of a long one. */
    static Duration refreshAfter(Duration granted) {
        Duration ahead = granted.minus(REFRESH_AHEAD);
        Duration half = granted.dividedBy(2);
        Duration later = ahead.compareTo(half) > 0 ? ahead : half;
        return later.compareTo(SOONEST_REFRESH) > 0 ? later : SOONEST_REFRESH;
    }

    private void removed(RegisterAnswer answer) {
        if (answer.succeeded()) {
            forget();
            post(new RegistrationNotification.DidEnd(this, now(), false));
        } else {
            post(new RegistrationNotification.DidNotEnd(this, now(), answer.code(), answer.reason()));
        }
    }

    private void willExpire(Binding bound, Duration left) {
        synchronized (this) {
            if (!Objects.equals(binding, bound)) {
                return;
            }
            post(new RegistrationNotification.WillExpire(this, now(), left));
        }
        outbox.send();
    }

    /** Its time has run out, or the engine that would have refreshed it has stopped. */
    private void expired(Binding bound) {
        synchronized (this) {
            if (!Objects.equals(binding, bound)) {
                return;
            }
            forget();
            post(new RegistrationNotification.DidEnd(this, now(), true));
        }
        outbox.send();
    }

    private void forget() {
        binding = null;
        cancel(refresh);
        cancel(expiry);
        Observation hook = engineStop;
        if (hook != null) {
            hook.close();
        }
        refresh = null;
        expiry = null;
        engineStop = null;
    }

    private void send(RegisterRequest request, Duration timeout) {
        RegisterRequest previous = pending;
        pending = request;
        int sequence = nextSequence;
        // room for the repetitions with credentials, which the native side numbers by itself
        nextSequence += RegisterRequest.MOST_ATTEMPTS;
        outbox.add(() -> {
            if (previous != null) {
                previous.abort(core);
            }
            resolver.remember(request.route());
            request.send(core, callId, sequence, timeout);
        });
    }

    private void post(RegistrationNotification notification) {
        outbox.add(() -> core.notifications().post(notification));
    }

    private Instant now() {
        return core.scheduler().now();
    }

    private static void cancel(@Nullable Scheduled waiting) {
        if (waiting != null) {
            waiting.cancel();
        }
    }
}
