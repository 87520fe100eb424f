/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** The peer, or the transaction layer on its behalf, answered with a failure: a status code of 300 or more. */
public final class SipFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    public SipFailureException(int code, String reason) {
        super(code + " " + reason);
        this.code = code;
        this.reason = reason;
    }

    /** The SIP status code, 300 to 699. */
    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
