/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * Why a request could not be met as asked (RFC 3261 section 20.43).
 *
 * @param code 100 to 999; 399 for what has no code of its own
 * @param agent who warns: a host with or without port, or a name
 * @param text for people
 */
public record WarningHeader(int code, String agent, String text) implements SipHeader {

    /** @throws SipSyntaxException when the code has not three digits, or the agent is empty or holds blanks */
    public WarningHeader {
        if (code < 100 || code > 999) {
            throw new SipSyntaxException("warning code has not three digits", Integer.toString(code), 0);
        }
        SmallHeaders.requireAgent(agent);
        Chars.requireLine("warning text", text);
    }

    /** @throws SipSyntaxException when the value is malformed */
    public static WarningHeader parse(String value) {
        return SmallHeaders.warning(value);
    }

    @Override
    public String name() {
        return "Warning";
    }

    @Override
    public String value() {
        StringBuilder out =
                new StringBuilder(48).append(code).append(' ').append(agent).append(' ');
        HeaderParameters.quote(out, text);
        return out.toString();
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
