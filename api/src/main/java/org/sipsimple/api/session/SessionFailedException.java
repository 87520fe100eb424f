/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import org.sipsimple.api.sip.Originator;

/** A session, or a change of it, did not come to be. */
public final class SessionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Originator originator;
    private final int code;
    private final String failureReason;

    /**
     * @param originator whose fault or wish it was
     * @param code SIP status code, 0 when there is none
     * @param reason its phrase
     * @param failureReason a sentence for people, such as "missing ACK"
     */
    public SessionFailedException(Originator originator, int code, String reason, String failureReason) {
        super((code == 0 ? "" : code + " " + reason + ": ") + failureReason);
        this.originator = originator;
        this.code = code;
        this.failureReason = failureReason;
    }

    public Originator originator() {
        return originator;
    }

    public int code() {
        return code;
    }

    public String failureReason() {
        return failureReason;
    }
}
