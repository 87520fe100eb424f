/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.threading.Scheduler;

/** A registration whose registrar is the test. For one thread only. */
public final class FakeRegistration implements Registration {

    /** A REGISTER that was sent; a duration of zero takes the binding away. */
    public record Request(ContactHeader contact, Route route, Duration timeout, boolean removal) {}

    private final RegistrationOptions options;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<Request> requests = new ArrayList<>();
    private boolean registered;

    FakeRegistration(RegistrationOptions options, NotificationCenter notifications, Scheduler scheduler) {
        this.options = options;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** The REGISTERs sent so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request last() {
        return requests.get(requests.size() - 1);
    }

    /** 200 for that long. */
    public void registrarAccepts(Duration granted) {
        registrarAccepts(granted, List.of(last().contact()));
    }

    /** 200 for that long, with all bindings of the address of record. */
    public void registrarAccepts(Duration granted, List<ContactHeader> bindings) {
        registered = true;
        Request request = last();
        notifications.post(new RegistrationNotification.DidSucceed(
                this, scheduler.now(), 200, "OK", request.route(), request.contact(), bindings, granted));
    }

    /** A final refusal, or a failure of our own, of the last REGISTER. */
    public void fails(int code, String reason) {
        fails(code, reason, Duration.ZERO, Duration.ZERO);
    }

    public void fails(int code, String reason, Duration minExpires, Duration retryAfter) {
        notifications.post(new RegistrationNotification.DidFail(
                this, scheduler.now(), code, reason, last().route(), minExpires, retryAfter));
    }

    /** Time to refresh. */
    public void expiresSoon(Duration left) {
        notifications.post(new RegistrationNotification.WillExpire(this, scheduler.now(), left));
    }

    /** The time ran out without a refresh. */
    public void expires() {
        registered = false;
        notifications.post(new RegistrationNotification.DidEnd(this, scheduler.now(), true));
    }

    /** 200 to the REGISTER that takes the binding away. */
    public void registrarReleases() {
        registered = false;
        notifications.post(new RegistrationNotification.DidEnd(this, scheduler.now(), false));
    }

    /** A refusal of it. */
    public void registrarKeeps(int code, String reason) {
        notifications.post(new RegistrationNotification.DidNotEnd(this, scheduler.now(), code, reason));
    }

    @Override
    public RegistrationOptions options() {
        return options;
    }

    @Override
    public boolean isRegistered() {
        return registered;
    }

    @Override
    public Optional<ContactHeader> contact() {
        return requests.isEmpty() ? Optional.empty() : Optional.of(last().contact());
    }

    @Override
    public Optional<Duration> expiresIn() {
        return registered ? Optional.of(options.duration()) : Optional.empty();
    }

    @Override
    public void register(ContactHeader contact, Route route, Duration timeout) {
        requests.add(new Request(contact, route, timeout, false));
    }

    @Override
    public void end(Duration timeout) {
        if (!requests.isEmpty() && !last().removal()) {
            notifications.post(new RegistrationNotification.WillEnd(this, scheduler.now()));
            requests.add(new Request(last().contact(), last().route(), timeout, true));
        }
    }
}
