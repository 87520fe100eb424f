/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;

/**
 * What a session is doing. Exactly one procedure is current and gets the events of the dialog; it ends by running the
 * next one. Session's executor only.
 */
abstract class Procedure {
    final SessionCore core;

    Procedure(SessionCore core) {
        this.core = core;
    }

    abstract void begin();

    /** The invitation changed, but is not disconnected. A re-INVITE that comes too early waits for {@link Steady}. */
    void changed(ChangedState change) {
        if (change.subState() == SubState.RECEIVED_PROPOSAL
                || change.subState() == SubState.RECEIVED_PROPOSAL_REQUEST) {
            core.defer(change);
        }
    }

    void sdpUpdated(GotSdpUpdate update) {}

    /** The dialog is over. */
    void disconnected(ChangedState change) {
        core.dialogDone(change.originator(), change);
        core.terminate(Ending.of(change));
    }

    /** Our 2xx was never acknowledged; the dialog ends. */
    void ackMissing() {
        core.terminate(Ending.local(500, "Server Internal Error", "missing ACK"));
    }

    /** The session is to end: forget timers, complete what is promised. Streams and dialog are ended by the caller. */
    void abandon(SessionFailedException cause) {}
}
