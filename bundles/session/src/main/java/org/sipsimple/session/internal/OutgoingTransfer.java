/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.TransferInfo;
import org.sipsimple.api.sip.DialogId;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferredByHeader;
import org.sipsimple.api.sip.SipUri;

/** We ask the peer to call somebody else (RFC 5589); when it has, this session is over. */
final class OutgoingTransfer extends Transfer implements Outcome.Listener {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final CompletableFuture<Void> done;
    private @Nullable Outcome outcome;

    private OutgoingTransfer(SessionCore core, TransferInfo info, CompletableFuture<Void> done) {
        super(core, info);
        this.done = done;
    }

    /** @param replaced the dialog of ours with {@code target} that the new call replaces; null for a blind transfer */
    static void start(SessionCore core, SipUri target, @Nullable DialogId replaced, CompletableFuture<Void> done) {
        TransferInfo info =
                new TransferInfo(target, core.account.identity(), replaced == null ? null : replaced.replaces());
        OutgoingTransfer transfer = new OutgoingTransfer(core, info, done);
        core.alongside.setTransfer(transfer);
        transfer.refer();
    }

    private void refer() {
        SipUri peer = Optional.ofNullable(core.facts.remoteIdentity)
                .map(NameAddress::uri)
                .orElseThrow();
        post(new SessionNotification.TransferNewOutgoing(core.session, core.now(), info().destination(), peer));
        ReferToHeader referTo = ReferToHeader.of(info().destination());
        if (info().replaces() != null) {
            referTo = referTo.withReplaces(info().replaces());
        }
        Referral referral;
        try {
            referral = core.invitation().createReferral(referTo);
        } catch (IllegalStateException late) {
            concluded(481, "the dialog is over");
            return;
        }
        outcome = core.hear(referral, this);
        referral.sendRefer(List.of(ReferredByHeader.of(core.account.uri())), LIMIT);
    }

    @Override
    public Role role() {
        return Role.TRANSFEROR;
    }

    @Override
    public Optional<Session> newSession() {
        return Optional.empty();
    }

    @Override
    public void accepted() {
        post(new SessionNotification.TransferDidStart(core.session, core.now()));
    }

    @Override
    public void progress(int code, String reason) {
        tellProgress(code, reason);
    }

    @Override
    public void concluded(int code, String reason) {
        if (code < 300) {
            tellEnd();
            done.complete(null);
            core.terminate(Ending.CANCELLED);
        } else {
            tellFailure(code, reason);
            done.completeExceptionally(new Ending(Originator.REMOTE, code, reason, reason).toException());
        }
    }

    @Override
    void abandon(SessionFailedException cause) {
        if (outcome != null) {
            outcome.forget();
        }
        tellFailure(487, "the session has ended");
        done.completeExceptionally(cause);
    }
}
