/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * What the call is about (RFC 3261 section 20.36).
 *
 * @param subject text for people; may be empty
 */
public record SubjectHeader(String subject) implements SipHeader {

    /** @throws SipSyntaxException when the subject holds control characters */
    public SubjectHeader {
        subject = Chars.requireLine("subject", subject).strip();
    }

    /** The header with that value. */
    public static SubjectHeader parse(String value) {
        return new SubjectHeader(value);
    }

    @Override
    public String name() {
        return "Subject";
    }

    @Override
    public String value() {
        return subject;
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
