/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.session.TransferHandler;
import org.sipsimple.api.session.TransferInfo;

/** A transfer in progress, of which a session has one at most. Session's executor only, but for the getters. */
abstract class Transfer implements TransferHandler {
    final SessionCore core;
    private final TransferInfo info;

    Transfer(SessionCore core, TransferInfo info) {
        this.core = core;
        this.info = info;
    }

    @Override
    public final TransferInfo info() {
        return info;
    }

    /** The session ends before the transfer has come to its end. */
    abstract void abandon(SessionFailedException cause);

    final void post(SessionNotification notification) {
        core.post(notification);
    }

    final void tellProgress(int code, String reason) {
        post(new SessionNotification.TransferGotProgress(core.session, core.now(), code, reason));
    }

    final void tellEnd() {
        core.alongside.setTransfer(null);
        post(new SessionNotification.TransferDidEnd(core.session, core.now()));
    }

    final void tellFailure(int code, String reason) {
        core.alongside.setTransfer(null);
        post(new SessionNotification.TransferDidFail(core.session, core.now(), code, reason));
    }
}
