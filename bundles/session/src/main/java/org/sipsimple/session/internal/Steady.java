/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.Optional;

import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;

/** A connected session: waits for a re-INVITE of the peer, or makes the next change of ours. */
final class Steady extends Procedure {
    Steady(SessionCore core) {
        super(core);
    }

    @Override
    void begin() {
        core.takeDeferred().ifPresentOrElse(this::changed, this::pump);
    }

    @Override
    void changed(ChangedState change) {
        if (change.subState() == SubState.RECEIVED_PROPOSAL
                || change.subState() == SubState.RECEIVED_PROPOSAL_REQUEST) {
            core.run(new RemoteUpdate(core, change));
        }
    }

    /** An UPDATE, which the dialog has answered with what we last said. */
    @Override
    void sdpUpdated(GotSdpUpdate update) {
        if (update.localSdp() != null && update.remoteSdp() != null) {
            core.apply(new Agreement(update.localSdp(), update.remoteSdp()));
        }
    }

    void pump() {
        Invitation invitation = core.invitation();
        while (invitation.state() == Invitation.State.CONNECTED && invitation.subState() == SubState.NORMAL) {
            Optional<LocalChange> change = core.changes.next();
            if (change.isEmpty()) {
                return;
            }
            if (change.get().begin()) {
                core.run(new LocalUpdate(core, change.get()));
                return;
            }
        }
    }
}
