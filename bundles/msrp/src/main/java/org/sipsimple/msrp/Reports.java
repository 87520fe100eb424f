/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/** Which reports a message asks for. Immutable. */
public record Reports(boolean success, FailureReport failure) {
    /** Success and failure: the sender learns what became of the message. */
    public static final Reports ALL = new Reports(true, FailureReport.YES);

    /** Failure only, the default of the protocol. */
    public static final Reports FAILURE = new Reports(false, FailureReport.YES);

    /** Errors, but no answer when all goes well. */
    public static final Reports ERRORS = new Reports(false, FailureReport.PARTIAL);

    /** Nothing, as for composing indications. */
    public static final Reports NONE = new Reports(false, FailureReport.NO);
}
