/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** The {@code callid} grammar of RFC 3261 section 25.1. */
final class CallIds {

    private static final String EXTRA = "()<>:\\\"/[]?{}@";

    private CallIds() {}

    /** The text itself, if it may be a Call-ID. */
    static String require(String callId) {
        if (callId.isEmpty()) {
            throw new SipSyntaxException("Call-ID is empty", callId, 0);
        }
        for (int i = 0; i < callId.length(); i++) {
            char c = callId.charAt(i);
            if (!Chars.isToken(c) && EXTRA.indexOf(c) < 0) {
                throw new SipSyntaxException("character not allowed in a Call-ID", callId, i);
            }
        }
        return callId;
    }
}
