/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.SessionStateException;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;

/** The peer asks us to call somebody else; when that call has begun, this session is over. */
final class IncomingTransfer extends Transfer {
    private final IncomingReferral referral;
    private final List<Observation> observations = new ArrayList<>();
    private volatile @Nullable DefaultSession made;
    private @Nullable CompletableFuture<Void> done;
    private boolean over;

    private IncomingTransfer(SessionCore core, IncomingReferral referral, TransferInfo info) {
        super(core, info);
        this.referral = referral;
    }

    /** Tells the user of it, or refuses what cannot be done. */
    static void receive(SessionCore core, IncomingReferral referral) {
        ReferToHeader referTo = referral.referTo();
        if (core.alongside.transfer().isPresent()) {
            refuse(referral, 480);
        } else if (!referTo.method().equals("INVITE")) {
            refuse(referral, 501);
        } else {
            TransferInfo info = new TransferInfo(
                    target(referTo.uri()),
                    referral.referredBy().map(ReferredByHeader::address).orElse(null),
                    referTo.replaces().orElse(null));
            IncomingTransfer transfer = new IncomingTransfer(core, referral, info);
            core.alongside.setTransfer(transfer);
            transfer.observations.add(core.observe(
                    IncomingReferralNotification.DidEnd.class, referral, event -> transfer.referralEnded()));
            core.post(new SessionNotification.TransferNewIncoming(core.session, core.now(), info));
        }
    }

    static void refuse(IncomingReferral referral, int code) {
        try {
            referral.reject(code);
        } catch (IllegalStateException late) {
            // the dialog has ended meanwhile, and the referral with it
        }
    }

    /** The URI to call, without what the REFER only says about the call. */
    private static SipUri target(SipUri referTo) {
        return referTo.withHeaders(Map.of()).withoutParameter("method");
    }

    @Override
    public Role role() {
        return Role.TRANSFEREE;
    }

    @Override
    public Optional<Session> newSession() {
        return Optional.ofNullable(made);
    }

    /** Calls. */
    void accept(CompletableFuture<Void> whenStarted) {
        requireWaiting("acceptTransfer");
        done = whenStarted;
        try {
            referral.accept();
        } catch (IllegalStateException late) {
            failed(487, "the peer has lost interest");
            return;
        }
        post(new SessionNotification.TransferDidStart(core.session, core.now()));
        Lookup lookup = core.services.lookup().orElse(null);
        if (lookup == null) {
            failed(480, "no way to look up " + info().destination());
            return;
        }
        lookup.lookupSipProxy(
                        core.account.outboundProxy().orElse(info().destination()),
                        List.of(Transport.UDP, Transport.TCP, Transport.TLS))
                .whenComplete((routes, failure) -> core.submit(() -> {
                    if (failure == null) {
                        call(routes);
                    } else {
                        failed(480, "no way was found to " + info().destination());
                    }
                }));
    }

    void reject(int code, @Nullable String reason, CompletableFuture<Void> whenRejected) {
        requireWaiting("rejectTransfer");
        referral.reject(code, reason, List.of());
        finish();
        tellFailure(code, reason == null ? "rejected" : reason);
        whenRejected.complete(null);
    }

    private void requireWaiting(String operation) {
        if (done != null || referral.state() != IncomingReferral.State.INCOMING) {
            throw new SessionStateException(operation + " without a transfer that waits for it", core.state());
        }
    }

    private void call(List<Route> routes) {
        if (over) {
            return;
        }
        List<MediaStream> streams = core.finder.alike(core.account, core.facts.streams);
        if (streams.isEmpty()) {
            failed(500, "no media type of this session can be offered");
            return;
        }
        DefaultSession session = core.owner.another(core.account);
        made = session;
        List<SipHeader> headers = new ArrayList<>();
        referral.referredBy().ifPresent(headers::add);
        if (info().replaces() != null) {
            headers.add(info().replaces());
        }
        observations.add(core.observe(SessionNotification.class, session, this::heard));
        session.connectInPlaceOf(core.session, info(), routes, streams, headers);
    }

    private void heard(SessionNotification event) {
        if (over) {
            return;
        }
        if (event instanceof SessionNotification.GotProvisionalResponse provisional) {
            referral.sendNotify(provisional.code(), provisional.reason());
            tellProgress(provisional.code(), provisional.reason());
        } else if (event instanceof SessionNotification.DidStart) {
            referral.sendNotify(200, "OK");
            finish();
            tellEnd();
            complete();
            // the transferor hangs up once it has heard of the outcome (RFC 5589 section 7.1); we do if it does not
            core.after(core.services.timers().bye(), () -> core.terminate(Ending.CANCELLED));
        } else if (event instanceof SessionNotification.DidFail failure) {
            failed(failure.code() < 300 ? 500 : failure.code(), failure.failureReason());
        }
    }

    private void failed(int code, String reason) {
        if (over) {
            return;
        }
        if (referral.state() == IncomingReferral.State.ACTIVE) {
            referral.sendNotify(code, null);
        }
        finish();
        tellFailure(code, reason);
        if (done != null) {
            done.completeExceptionally(new Ending(Originator.REMOTE, code, "", reason).toException());
        }
    }

    /** The peer wants to hear no more, or the core has refused what nobody answered in time. */
    private void referralEnded() {
        if (!over && done == null) {
            finish();
            tellFailure(500, "nobody answered in time");
        }
    }

    private void complete() {
        if (done != null) {
            done.complete(null);
        }
    }

    private void finish() {
        over = true;
        observations.forEach(Observation::close);
    }

    /** Transferors may hang up before they hear of the outcome: the call that is being made goes on. */
    @Override
    void abandon(SessionFailedException cause) {
        finish();
        if (made != null) {
            tellEnd();
            complete();
            return;
        }
        tellFailure(487, "the session has ended");
        if (done != null) {
            done.completeExceptionally(cause);
        }
    }
}
