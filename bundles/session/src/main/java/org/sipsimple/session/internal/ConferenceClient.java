/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.session.ConferenceHandler;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduled;

/**
 * Our part in the conference of a peer that is a focus: subscribes to its state (RFC 4575) as long as the session lasts,
 * and asks the focus to invite and to let go (RFC 4579). Session's executor only, but for the two wishes.
 */
final class ConferenceClient implements ConferenceHandler {
    private static final Logger LOG = System.getLogger(ConferenceClient.class.getName());
    private static final String EVENT = "conference";
    private static final String MEDIA_TYPE = "application/conference-info+xml";
    private static final Duration REFRESH = Duration.ofSeconds(600);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration RETRY = Duration.ofSeconds(60);
    private static final Duration UNSUBSCRIBE = Duration.ofSeconds(1);

    /** Answers after which asking again is of no use. */
    private static final Set<Integer> FINAL = Set.of(403, 404, 405, 410, 481, 489, 501, 603);

    /** Ends after which asking again is of no use (RFC 6665 section 4.1.3). */
    private static final Set<String> GONE = Set.of("rejected", "noresource", "invariant");

    private final SessionCore core;
    private final List<ParticipantChange> pending = new ArrayList<>();
    private @Nullable Subscription subscription;
    private @Nullable Observation observation;
    private @Nullable Scheduled retry;
    private Ways ways = new Ways(List.of());
    private boolean left;

    ConferenceClient(SessionCore core) {
        this.core = core;
    }

    // --- the state of the conference

    void subscribe() {
        retry = null;
        findWays(found -> {
            ways = found;
            found.next().ifPresent(this::subscribe);
        });
    }

    private void subscribe(Route route) {
        SipUri focus = focus();
        Subscription next = core.services
                .engine()
                .createSubscription(new SubscriptionOptions(
                        new FromHeader(core.account.identity()),
                        ToHeader.of(focus),
                        core.account.contact(route),
                        EventHeader.of(EVENT),
                        route,
                        core.account.credentials().orElse(null),
                        REFRESH));
        subscription = next;
        forgetSubscription();
        observation = core.observe(SubscriptionNotification.class, next, this::heard);
        next.subscribe(List.of(new GenericHeader("Accept", MEDIA_TYPE)), null, LIMIT);
    }

    private void heard(SubscriptionNotification event) {
        if (left) {
            return;
        }
        if (event instanceof SubscriptionNotification.GotNotify notify && notify.body() != null) {
            learn(notify.body());
        } else if (event instanceof SubscriptionNotification.DidFail failed) {
            ways.after(failed.code()).ifPresentOrElse(this::subscribe, () -> failed(failed));
        } else if (event instanceof SubscriptionNotification.DidEnd ended) {
            if (!GONE.contains(ended.reason())) {
                again(ended.reason().equals("deactivated") ? Duration.ofSeconds(1) : ended.retryAfter());
            }
        }
    }

    private void failed(SubscriptionNotification.DidFail failed) {
        if (!FINAL.contains(failed.code())) {
            again(failed.retryAfter());
        }
    }

    private void again(Duration wished) {
        retry = core.after(wished.isZero() ? RETRY : wished, this::subscribe);
    }

    private void learn(SipBody body) {
        if (!body.type().is(MEDIA_TYPE)) {
            LOG.log(
                    Level.WARNING,
                    () -> core.session + ": a conference told its state as "
                            + body.type().value());
            return;
        }
        Payload payload = Payload.of(MEDIA_TYPE, body.bytes());
        try {
            PayloadRegistry registry = core.services.payloads().get().orElse(null);
            DecodedPayload info = registry == null ? new DecodedPayload.NoCodec(payload) : registry.decode(payload);
            core.post(new SessionNotification.GotConferenceInfo(core.session, core.now(), info));
        } catch (PayloadFormatException malformed) {
            LOG.log(Level.WARNING, () -> core.session + ": malformed conference information", malformed);
        }
    }

    // --- participants

    @Override
    public CompletionStage<Void> addParticipant(SipUri participant) {
        return ask("addParticipant", ParticipantChange.Kind.ADD, participant);
    }

    @Override
    public CompletionStage<Void> removeParticipant(SipUri participant) {
        return ask("removeParticipant", ParticipantChange.Kind.REMOVE, participant);
    }

    private CompletionStage<Void> ask(String operation, ParticipantChange.Kind kind, SipUri participant) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        core.submit(() -> {
            if (left) {
                done.completeExceptionally(new SessionStateException(operation, core.state()));
                return;
            }
            ParticipantChange change = new ParticipantChange(core, kind, participant, done, pending::remove);
            pending.add(change);
            findWays(found -> change.begin(found, route -> refer(change, route)));
        });
        return done.minimalCompletionStage();
    }

    private void refer(ParticipantChange change, Route route) {
        Referral referral = core.services
                .engine()
                .createReferral(ReferralOptions.of(
                                new FromHeader(core.account.identity()),
                                ToHeader.of(focus()),
                                change.referTo(),
                                core.account.contact(route),
                                route)
                        .withCredentials(core.account.credentials().orElse(null)));
        change.listen(referral);
        referral.sendRefer(List.of(ReferredByHeader.of(core.account.uri())), LIMIT);
    }

    // --- who and where the focus is

    /** The URI of the conference: the peer's Contact, which says {@code isfocus}. */
    private SipUri focus() {
        return core.invitation().remoteContact().map(ContactHeader::uri).orElseGet(this::peer);
    }

    private SipUri peer() {
        NameAddress peer = core.facts.remoteIdentity;
        if (peer == null) {
            throw new IllegalStateException("a running session has a peer");
        }
        return peer.uri();
    }

    /** Finds the ways to the focus; without a lookup, or when it finds none, that of the call's own messages. */
    private void findWays(Consumer<Ways> action) {
        if (core.services.lookup().isEmpty()) {
            proceed(List.of(), action);
            return;
        }
        core.services
                .lookup()
                .get()
                .lookupSipProxy(
                        core.account.outboundProxy().orElseGet(this::focus),
                        List.of(Transport.UDP, Transport.TCP, Transport.TLS))
                .whenComplete(
                        (routes, failure) -> core.submit(() -> proceed(failure == null ? routes : List.of(), action)));
    }

    private void proceed(List<Route> routes, Consumer<Ways> action) {
        if (!left) {
            action.accept(
                    new Ways(routes.isEmpty() ? core.peerRoute().map(List::of).orElse(List.of()) : routes));
        }
    }

    // --- the end

    private void forgetSubscription() {
        if (observation != null) {
            observation.close();
            observation = null;
        }
    }

    /** The session ends: wants to hear no more. */
    void leave(SessionFailedException cause) {
        left = true;
        forgetSubscription();
        if (retry != null) {
            retry.cancel();
        }
        if (subscription != null && subscription.state() != Subscription.State.TERMINATED) {
            subscription.end(UNSUBSCRIBE);
        }
        List.copyOf(pending).forEach(change -> change.abandon(cause));
    }
}
