/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.ConferenceNotification;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.SipUri;

/** A wish to add or remove a participant, from its REFER to its outcome. Session's executor only. */
final class ParticipantChange implements Outcome.Listener {

    /** What is wished. */
    enum Kind {
        ADD("INVITE"),
        REMOVE("BYE");

        private final String method;

        /** @param method what the focus is to send to the participant */
        Kind(String method) {
            this.method = method;
        }
    }

    private final SessionCore core;
    private final Kind kind;
    private final SipUri participant;
    private final CompletableFuture<Void> done;
    private final Consumer<ParticipantChange> whenOver;
    private Ways ways = new Ways(List.of());
    private Consumer<Route> refer = route -> {};
    private boolean accepted;
    private @Nullable Outcome outcome;

    ParticipantChange(
            SessionCore core,
            Kind kind,
            SipUri participant,
            CompletableFuture<Void> done,
            Consumer<ParticipantChange> whenOver) {
        this.core = core;
        this.kind = kind;
        this.participant = participant;
        this.done = done;
        this.whenOver = whenOver;
    }

    ReferToHeader referTo() {
        return ReferToHeader.of(participant.withParameter("method", kind.method));
    }

    /** @param sender sends the REFER that way, after {@link #listen} */
    void begin(Ways found, Consumer<Route> sender) {
        ways = found;
        refer = sender;
        found.next().ifPresentOrElse(sender, () -> concluded(480, "there is no route to the focus"));
    }

    void listen(Referral referral) {
        outcome = core.hear(referral, this);
    }

    @Override
    public void accepted() {
        accepted = true;
    }

    @Override
    public void progress(int code, String reason) {
        core.post(
                kind == Kind.ADD
                        ? new ConferenceNotification.GotAddParticipantProgress(
                                core.session, core.now(), participant, code, reason)
                        : new ConferenceNotification.GotRemoveParticipantProgress(
                                core.session, core.now(), participant, code, reason));
    }

    @Override
    public void concluded(int code, String reason) {
        // once accepted, what comes is said of the participant and not of the way to the focus
        Optional<Route> next = accepted ? Optional.empty() : ways.after(code);
        if (next.isPresent()) {
            refer.accept(next.get());
            return;
        }
        whenOver.accept(this);
        if (code < 300) {
            core.post(
                    kind == Kind.ADD
                            ? new ConferenceNotification.DidAddParticipant(core.session, core.now(), participant)
                            : new ConferenceNotification.DidRemoveParticipant(core.session, core.now(), participant));
            done.complete(null);
        } else {
            tellFailure(code, reason);
            done.completeExceptionally(new SessionFailedException(Originator.REMOTE, code, reason, reason));
        }
    }

    private void tellFailure(int code, String reason) {
        core.post(
                kind == Kind.ADD
                        ? new ConferenceNotification.DidNotAddParticipant(
                                core.session, core.now(), participant, code, reason)
                        : new ConferenceNotification.DidNotRemoveParticipant(
                                core.session, core.now(), participant, code, reason));
    }

    /** The session ends before the focus has told. */
    void abandon(SessionFailedException cause) {
        if (outcome != null) {
            outcome.forget();
        }
        tellFailure(487, "the session has ended");
        done.completeExceptionally(cause);
    }
}
