/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/** The peer, or a relay on the way, answered or reported an error. */
public final class MsrpRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String comment;

    public MsrpRefusedException(int code, String comment) {
        super("MSRP " + code + (comment.isEmpty() ? "" : " " + comment));
        this.code = code;
        this.comment = comment;
    }

    /** The status code, for example 413. */
    public int code() {
        return code;
    }

    /** What the peer said about it; may be empty. */
    public String comment() {
        return comment;
    }
}
