/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Readers of the header fields that have a grammar of their own. */
final class SmallHeaders {

    private SmallHeaders() {}

    static RetryAfterHeader retryAfter(String value) {
        throw new UnsupportedOperationException(value);
    }

    static WarningHeader warning(String value) {
        throw new UnsupportedOperationException(value);
    }

    static ViaHeader via(String value) {
        throw new UnsupportedOperationException(value);
    }

    static String requireAgent(String agent) {
        if (agent.isEmpty()) {
            throw new SipSyntaxException("warning agent is empty", agent, 0);
        }
        for (int i = 0; i < agent.length(); i++) {
            char c = agent.charAt(i);
            if (!Chars.isToken(c) && c != '[' && c != ']' && c != ':') {
                throw new SipSyntaxException("character not allowed in a warning agent", agent, i);
            }
        }
        return agent;
    }
}
