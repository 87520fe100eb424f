/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sipsimple.account.AccountServices;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.SerialExecutor;

/**
 * Keeps an account registered: finds the ways to its proxy, tries them in order, refreshes in time, and after a failure
 * tries again as {@link RetryPolicy} says. Begins and ends once. Everything happens on the account's executor.
 */
final class Registrar implements AccountRegistration {
    private static final Duration INTERVAL = Duration.ofSeconds(600);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(30);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(2);
    private static final Duration CORE_ERROR_WAIT = Duration.ofSeconds(5);
    private static final SipHeader SUPPORTED = new GenericHeader("Supported", "gruu");

    private final Account account;
    private final String instanceId;
    private final AccountServices services;
    private final SerialExecutor executor;
    private final RetryPolicy retry;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Deque<Route> routes = new ArrayDeque<>();
    private Duration interval;
    private Instant deadline = Instant.EPOCH;
    private boolean active;
    private boolean raisedInterval;
    private boolean corrected;
    private boolean requesting;
    private volatile @Nullable Registration registration;
    private @Nullable Observation registrationEvents;
    private volatile @Nullable ContactHeader bound;
    private volatile @Nullable Route boundBy;
    private @Nullable Scheduled wait;
    private long attempt;

    /** @param instanceId the URN by which registrars know us, for GRUUs (RFC 5627) */
    Registrar(Account account, AccountServices services, SerialExecutor executor, String instanceId) {
        this.account = account;
        this.instanceId = instanceId;
        this.services = services;
        this.executor = executor;
        this.retry = new RetryPolicy(services.random());
        this.interval = interval(account);
    }

    private static Duration interval(Account account) {
        Integer seconds = account.settings().get(AccountSettings.REGISTRATION_INTERVAL);
        return seconds == null || seconds == 0 ? INTERVAL : Duration.ofSeconds(seconds);
    }

    /** Registers, and stays registered. */
    void start() {
        active = true;
        begin();
    }

    private void begin() {
        post(new AccountNotification.WillRegister(account, now()));
        tryAll();
    }

    /**
     * Ends the registration.
     *
     * @return completes when it is over: ended, refused, or unanswered for {@link #END_LIMIT}; never with a failure
     */
    CompletionStage<Void> stop() {
        active = false;
        attempt++;
        cancelWait();
        Registration current = registration;
        if (current != null && (requesting || current.isRegistered())) {
            // also when the first answer is still to come: the registrar may have the binding by now
            current.end(END_LIMIT);
        } else {
            forget();
        }
        return gone.minimalCompletionStage();
    }

    /** Ends without a word to anybody, for there is no engine to say it. */
    CompletionStage<Void> abandon() {
        active = false;
        forget();
        return gone.minimalCompletionStage();
    }

    // --- an attempt over all routes

    private void tryAll() {
        cancelWait();
        long number = ++attempt;
        deadline = now().plus(ATTEMPT_LIMIT);
        raisedInterval = false;
        corrected = false;
        services.lookup()
                .lookupSipProxy(target(), transports())
                .whenComplete((found, failure) -> executor.execute(() -> {
                    if (number == attempt && active) {
                        found(found, failure);
                    }
                }));
    }

    private SipUri target() {
        return account.outboundProxy().orElseGet(() -> account.uri().withUser(null));
    }

    private List<Transport> transports() {
        List<Transport> preference = account.settings().get(GeneralSettings.SIP_TRANSPORT_LIST);
        return (preference == null ? List.<Transport>of() : preference)
                .stream()
                        .filter(services.engine().options().ports()::containsKey)
                        .toList();
    }

    private void found(@Nullable List<Route> found, @Nullable Throwable failure) {
        if (found == null || failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            failed("DNS lookup failed: " + (cause == null ? "no route" : cause.getMessage()), retry.growing());
            return;
        }
        routes.clear();
        routes.addAll(found);
        tryNext("the proxy has no address", retry.refused());
    }

    /** Registers by the next route; without one the attempt has failed because of {@code lastError}. */
    private void tryNext(String lastError, Duration waitAfterLast) {
        Route route = routes.pollFirst();
        if (route == null) {
            failed(lastError, waitAfterLast);
            return;
        }
        Duration left = Duration.between(now(), deadline);
        if (left.compareTo(SHORTEST_REQUEST) < 0) {
            failed("registration timed out: " + lastError, retry.growing());
            return;
        }
        register(route, left.compareTo(REQUEST_LIMIT) < 0 ? left : REQUEST_LIMIT);
    }

    private void register(Route route, Duration limit) {
        try {
            ContactHeader contact = contact(route);
            requesting = true;
            registration().register(contact, route, limit);
        } catch (IllegalStateException | IllegalArgumentException failure) {
            requesting = false;
            failed("SIP core error: " + failure.getMessage(), CORE_ERROR_WAIT);
        }
    }

    private ContactHeader contact(Route route) {
        SipUri uri = account.contacts()
                .uri(ContactType.NO_GRUU, route)
                .orElseThrow(() -> new IllegalStateException("there is no local address"));
        return ContactHeader.of(uri).withParameter("+sip.instance", "<" + instanceId + ">");
    }

    private Registration registration() {
        Registration current = registration;
        if (current == null) {
            current = services.engine()
                    .createRegistration(new RegistrationOptions(
                            new FromHeader(account.identity()),
                            account.credentials().orElse(null),
                            interval,
                            List.of(SUPPORTED)));
            registration = current;
            registrationEvents =
                    services.notifications().observe(RegistrationNotification.class, current, executor, this::heard);
        }
        return current;
    }

    // --- what becomes of it

    private void heard(RegistrationNotification event) {
        if (event.sender() != registration) {
            return;
        }
        if (event instanceof RegistrationNotification.DidSucceed success) {
            succeeded(success);
        } else if (event instanceof RegistrationNotification.DidFail failure) {
            refused(failure);
        } else if (event instanceof RegistrationNotification.WillExpire && active) {
            post(new AccountNotification.RegistrationWillRefresh(account, now()));
            tryAll();
        } else if (event instanceof RegistrationNotification.DidEnd end) {
            ended(end);
        } else if (event instanceof RegistrationNotification.DidNotEnd kept) {
            post(new AccountNotification.RegistrationDidNotEnd(
                    account, now(), kept.code(), kept.reason(), kept.sender()));
            forget();
        }
    }

    private void succeeded(RegistrationNotification.DidSucceed success) {
        requesting = false;
        if (!active) {
            return; // it was on its way when the account was removed; its end follows
        }
        answered(success.code(), success.reason(), success.sender(), success.route());
        retry.reset();
        routes.clear();
        boundBy = success.route();
        if (!corrected && services.engine().isRunning()) {
            // once for each attempt, as some translators give another address each time
            corrected = true;
            if (isSeenElsewhere(success)) {
                register(success.route(), REQUEST_LIMIT);
                return;
            }
        }
        bound = success.contacts().stream()
                .filter(contact -> contact.uri().equals(success.contact().uri()))
                .findFirst()
                .orElse(success.contact());
        post(new AccountNotification.RegistrationDidSucceed(
                account, now(), success.contact(), success.contacts(), success.expiresIn(), success.route()));
    }

    /** Whether the answer has shown that we are reached by another address than the one just registered (RFC 3581). */
    private boolean isSeenElsewhere(RegistrationNotification.DidSucceed success) {
        return !contact(success.route()).uri().equals(success.contact().uri());
    }

    private void refused(RegistrationNotification.DidFail failure) {
        requesting = false;
        if (!active) {
            if (!failure.sender().isRegistered()) {
                forget(); // there was nothing to end
            }
            return;
        }
        answered(failure.code(), failure.reason(), failure.sender(), failure.route());
        String error = failure.code() + " " + failure.reason();
        switch (failure.code()) {
            case 401, 407 -> failed("authentication failed: " + error, longer(retry.denied(), failure));
            case 423 -> tooBrief(failure, error);
            default -> tryNext(error, longer(retry.refused(), failure));
        }
    }

    /** RFC 3261 section 10.2.8: asks for as long as the registrar wants, at once but not twice. */
    private void tooBrief(RegistrationNotification.DidFail failure, String error) {
        if (!raisedInterval && failure.minExpires().compareTo(interval) > 0) {
            raisedInterval = true;
            interval = failure.minExpires();
            forgetRegistration();
            routes.addFirst(failure.route());
            tryNext(error, retry.denied());
        } else {
            failed(error, longer(retry.denied(), failure));
        }
    }

    private static Duration longer(Duration wait, RegistrationNotification.DidFail failure) {
        return wait.compareTo(failure.retryAfter()) > 0 ? wait : failure.retryAfter();
    }

    private void ended(RegistrationNotification.DidEnd end) {
        post(new AccountNotification.RegistrationDidEnd(account, now(), end.sender()));
        if (!active) {
            forget();
        } else if (end.expired() && wait == null && routes.isEmpty()) {
            begin();
        }
    }

    private void failed(String error, Duration waitTime) {
        routes.clear();
        post(new AccountNotification.RegistrationDidFail(account, now(), error, waitTime));
        wait = services.threads()
                .scheduler()
                .schedule(
                        waitTime,
                        () -> executor.execute(() -> {
                            wait = null;
                            if (active && services.engine().isRunning()) {
                                tryAll();
                            }
                        }));
    }

    private void answered(int code, String reason, Registration sender, Route route) {
        post(new AccountNotification.RegistrationGotAnswer(account, now(), code, reason, sender, route));
    }

    private void forget() {
        attempt++;
        cancelWait();
        routes.clear();
        forgetRegistration();
        if (!active) {
            gone.complete(null);
        }
    }

    private void forgetRegistration() {
        close(registrationEvents);
        registrationEvents = null;
        registration = null;
    }

    private void cancelWait() {
        if (wait != null) {
            wait.cancel();
            wait = null;
        }
    }

    private static void close(@Nullable Observation observation) {
        if (observation != null) {
            observation.close();
        }
    }

    // --- facet

    @Override
    public boolean isRegistered() {
        return current().findAny().isPresent();
    }

    @Override
    public Optional<ContactHeader> contact() {
        return current().findAny().flatMap(Registration::contact);
    }

    @Override
    public Optional<Duration> expiresIn() {
        return current().findAny().flatMap(Registration::expiresIn);
    }

    /** The binding as the registrar has last shown it, with its GRUUs; empty unless registered. */
    Optional<ContactHeader> boundContact() {
        return current().findAny().flatMap(current -> Optional.ofNullable(bound));
    }

    /** The way to the registrar; empty unless registered. */
    Optional<Route> route() {
        return current().findAny().flatMap(current -> Optional.ofNullable(boundBy));
    }

    private Stream<Registration> current() {
        return Stream.ofNullable(registration).filter(Registration::isRegistered);
    }

    private Instant now() {
        return services.threads().scheduler().now();
    }

    private void post(AccountNotification notification) {
        services.notifications().post(notification);
    }
}
