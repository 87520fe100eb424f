/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/** Bytes or text that are not MSRP; the message quotes the beginning of the offending input. */
public final class MsrpSyntaxException extends MsrpException {
    private static final long serialVersionUID = 1L;
    private static final int QUOTED = 60;

    public MsrpSyntaxException(String what, String input) {
        super(what + ": '" + quote(input) + "'");
    }

    private static String quote(String input) {
        String start = input.length() > QUOTED ? input.substring(0, QUOTED) + "..." : input;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
