/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.ReasonHeader;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.WarningHeader;
import org.sipsimple.api.threading.Scheduled;

/** Ends the dialog and all streams, then says farewell: DidEnd when the session had started, else DidFail. */
final class Termination extends Procedure {
    /** How much longer than it promised the dialog may take to tell that it is over. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final Ending ending;
    private @Nullable Scheduled limit;
    private String reason;
    private boolean finished;

    Termination(SessionCore core, Ending ending) {
        super(core);
        this.ending = ending;
        this.reason = ending.reason();
    }

    @Override
    void begin() {
        core.enter(State.TERMINATING);
        if (core.facts.hasStarted()) {
            core.post(new SessionNotification.WillEnd(core.session, core.now()));
        }
        core.handles().forEach(StreamHandle::deactivate);
        if (!core.hasInvitation() || isOver(core.invitation())) {
            finish();
            return;
        }
        Duration bye = core.services.timers().bye();
        limit = core.after(bye.plus(GRACE), this::finish);
        core.attempt(invitation -> {
            if (isUnanswered(invitation)) {
                int code = ending.code() >= 300 ? ending.code() : Ending.DECLINED.code();
                invitation.sendResponse(code, reason.isEmpty() ? null : reason, null, responseHeaders(code));
            } else {
                invitation.end(requestHeaders(), bye);
            }
        });
    }

    private static boolean isOver(Invitation invitation) {
        return invitation.state() == Invitation.State.DISCONNECTED || invitation.state() == Invitation.State.IDLE;
    }

    /** Whether it is an INVITE of the peer without a final answer. */
    private static boolean isUnanswered(Invitation invitation) {
        return invitation.state() == Invitation.State.INCOMING
                || invitation.state() == Invitation.State.EARLY && invitation.direction() == Direction.INCOMING;
    }

    private List<SipHeader> responseHeaders(int code) {
        return code == 488 ? List.of(new WarningHeader(399, "sipsimple", ending.text())) : List.of();
    }

    /** Failures are told to the peer (RFC 3326); that somebody hung up needs no reason. */
    private List<SipHeader> requestHeaders() {
        List<SipHeader> headers = new ArrayList<>();
        if (ending.code() >= 300 && !ending.text().equals(Ending.USER_REQUEST)) {
            headers.add(ReasonHeader.sip(ending.code(), ending.text()));
        }
        return headers;
    }

    @Override
    void changed(ChangedState event) {}

    @Override
    void ackMissing() {}

    @Override
    void disconnected(ChangedState event) {
        core.dialogDone(Originator.LOCAL, event);
        if (reason.isEmpty() && event.code() == ending.code()) {
            reason = event.reason();
        }
        finish();
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (limit != null) {
            limit.cancel();
        }
        core.handles().forEach(core::release);
        if (core.facts.hasStarted()) {
            core.terminated(
                    new SessionNotification.DidEnd(core.session, core.now(), ending.originator(), ending.text()));
        } else {
            core.terminated(new SessionNotification.DidFail(
                    core.session, core.now(), ending.originator(), ending.code(), reason, ending.text()));
        }
    }
}
