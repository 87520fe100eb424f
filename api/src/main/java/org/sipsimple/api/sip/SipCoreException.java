/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * The SIP core could not do what it was asked to: a local failure, as opposed to a peer's refusal
 * ({@link SipFailureException}). Seed names: {@code SIPCoreError}, {@code PJSIPError}, {@code PJSIPTLSError}.
 */
public class SipCoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int status;

    /**
     * @param operation what was asked, in words a log reader understands: {@code "start UDP transport on port 5060"}
     * @param status the native status, 0 when the failure is not PJSIP's
     * @param text what went wrong
     */
    public SipCoreException(String operation, int status, String text) {
        super(operation + ": " + text);
        this.operation = operation;
        this.status = status;
    }

    public SipCoreException(String operation, String text) {
        this(operation, 0, text);
    }

    public String operation() {
        return operation;
    }

    /** The {@code pj_status_t}, or 0. */
    public int status() {
        return status;
    }

    /** Whether the failure is one of TLS: certificate, protocol or cipher (seed {@code PJSIPTLSError}). */
    public boolean isTls() {
        return status >= TLS_FIRST && status <= TLS_LAST;
    }

    private static final int TLS_FIRST = 171_160;
    private static final int TLS_LAST = 171_199;
}
