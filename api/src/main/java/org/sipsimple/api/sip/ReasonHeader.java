/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was sent, above all a BYE or CANCEL (RFC 3326).
 *
 * @param protocol whose cause it is: {@code SIP}, {@code Q.850}, {@code preemption}...
 * @param code the cause in that protocol, {@code null} when absent
 * @param text for people, {@code null} when absent
 */
public record ReasonHeader(String protocol, @Nullable Integer code, @Nullable String text) implements SipHeader {

    /** @throws SipSyntaxException when the protocol is no token, the code negative or the text not on one line */
    public ReasonHeader {
        Chars.requireToken("protocol", protocol);
        if (code != null && code < 0) {
            throw new SipSyntaxException("cause is negative", code.toString(), 0);
        }
        if (text != null) {
            Chars.requireLine("reason text", text);
        }
    }

    /** A SIP cause, as in {@code SIP;cause=200;text="Call completed elsewhere"}. */
    public static ReasonHeader sip(int code, String text) {
        return new ReasonHeader("SIP", code, text);
    }

    /** @throws SipSyntaxException when the value is malformed or its cause no number */
    public static ReasonHeader parse(String value) {
        HeaderValue parsed = HeaderValue.parse(value);
        String cause = parsed.parameters().get("cause");
        Integer code = cause == null ? null : (int) HeaderNumbers.require("cause", cause, Integer.MAX_VALUE);
        return new ReasonHeader(parsed.main(), code, parsed.parameters().get("text"));
    }

    /** The cause, if given. */
    public OptionalInt cause() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The text for people, if given. */
    public Optional<String> description() {
        return Optional.ofNullable(text);
    }

    @Override
    public String name() {
        return "Reason";
    }

    @Override
    public String value() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (code != null) {
            parameters.put("cause", code.toString());
        }
        StringBuilder out = new StringBuilder(HeaderValue.print(protocol, parameters));
        if (text != null) {
            HeaderParameters.quote(out.append(";text="), text);
        }
        return out.toString();
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
