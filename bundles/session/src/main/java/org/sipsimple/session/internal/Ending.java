/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.Originator;

/**
 * Why a session, or a change of it, came to its end.
 *
 * @param code SIP status code, 0 for none
 * @param reason its phrase, empty for none
 * @param text a sentence for people
 */
record Ending(Originator originator, int code, String reason, String text) {

    static final String USER_REQUEST = "user request";

    static final Ending CANCELLED = new Ending(Originator.LOCAL, 487, "Session Cancelled", USER_REQUEST);
    static final Ending DECLINED = new Ending(Originator.LOCAL, 603, "Decline", USER_REQUEST);

    /** A failure on our side without a SIP status. */
    static Ending local(String text) {
        return new Ending(Originator.LOCAL, 0, "", text);
    }

    static Ending local(int code, String reason, String text) {
        return new Ending(Originator.LOCAL, code, reason, text);
    }

    /** What a change of the invitation means when it ended something. */
    static Ending of(InvitationNotification.ChangedState change) {
        String text;
        if (change.code() < 300) {
            text = USER_REQUEST;
        } else if (change.originator() == Originator.LOCAL) {
            text = "SIP core error: " + change.reason();
        } else {
            text = change.reason();
        }
        return new Ending(change.originator(), change.code(), change.reason(), text);
    }

    SessionFailedException toException() {
        return new SessionFailedException(originator, code, reason, text);
    }
}
