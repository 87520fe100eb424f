/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * The place of a request in its dialog (RFC 3261 section 20.16).
 *
 * @param number 0 to 2^31-1
 * @param method the method of the request
 */
public record CSeqHeader(long number, String method) implements SipHeader {

    /** @throws SipSyntaxException when the number is out of range or the method no token */
    public CSeqHeader {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new SipSyntaxException("sequence number is out of range", Long.toString(number), 0);
        }
        Chars.requireToken("method", method);
    }

    /** @throws SipSyntaxException when the value is malformed or the number 2^31 or more */
    public static CSeqHeader parse(String value) {
        HeaderCursor cursor = new HeaderCursor(value).skipBlanks();
        long number = HeaderNumbers.require("sequence number", cursor.token("sequence number"), Integer.MAX_VALUE);
        String method = cursor.skipBlanks().token("method");
        cursor.expectEnd();
        return new CSeqHeader(number, method);
    }

    @Override
    public String name() {
        return "CSeq";
    }

    @Override
    public String value() {
        return number + " " + method;
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
