/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.jspecify.annotations.Nullable;

/** Readers of the header fields that have a grammar of their own. */
final class SmallHeaders {

    private SmallHeaders() {}

    static RetryAfterHeader retryAfter(String value) {
        HeaderCursor cursor = new HeaderCursor(value).skipBlanks();
        long seconds = HeaderNumbers.require("seconds", cursor.until("seconds", ";("), HeaderNumbers.MAX);
        String comment = cursor.skipBlanks().isAt('(') ? cursor.comment() : null;
        return new RetryAfterHeader(seconds, comment, HeaderParameters.parse(cursor));
    }

    static WarningHeader warning(String value) {
        HeaderCursor cursor = new HeaderCursor(value).skipBlanks();
        String code = cursor.until("warning code", "\"");
        String agent = cursor.skipBlanks().until("warning agent", "\"");
        if (!cursor.skipBlanks().isAt('"')) {
            throw cursor.fail("warning text is not quoted");
        }
        String text = cursor.quoted();
        cursor.expectEnd();
        if (code.length() != 3) {
            throw new SipSyntaxException("warning code has not three digits", value, 0);
        }
        return new WarningHeader((int) HeaderNumbers.require("warning code", code, 999), agent, text);
    }

    static ViaHeader via(String value) {
        HeaderCursor cursor = new HeaderCursor(value).skipBlanks();
        String protocol = cursor.token("protocol");
        String version = cursor.expect('/').token("version");
        if (!protocol.equalsIgnoreCase("SIP") || !version.equals("2.0")) {
            throw new SipSyntaxException("protocol is not SIP/2.0", value, 0);
        }
        String transport = cursor.expect('/').token("transport");
        String host = cursor.skipBlanks().isAt('[') ? bracketedHost(cursor) : cursor.until("host", ":;,");
        Integer port = port(cursor);
        return new ViaHeader(host, port, transport, HeaderParameters.parse(cursor));
    }

    private static String bracketedHost(HeaderCursor cursor) {
        String host = cursor.until("host", "]");
        cursor.expect(']');
        return host + ']';
    }

    private static @Nullable Integer port(HeaderCursor cursor) {
        return cursor.pass(':') ? (int) HeaderNumbers.require("port", cursor.until("port", ";,"), 0xFFFF) : null;
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
