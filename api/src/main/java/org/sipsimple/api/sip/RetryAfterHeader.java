/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * When to try again (RFC 3261 section 20.33).
 *
 * @param seconds how long to wait, 0 to 2^32-1
 * @param comment for people, {@code null} when absent
 * @param parameters such as {@code duration}
 */
public record RetryAfterHeader(long seconds, @Nullable String comment, Map<String, String> parameters)
        implements SipHeader {

    /** @throws SipSyntaxException when the seconds are out of range or a text is not on one line */
    public RetryAfterHeader {
        if (seconds < 0 || seconds > HeaderNumbers.MAX) {
            throw new SipSyntaxException("seconds are out of range", Long.toString(seconds), 0);
        }
        if (comment != null) {
            Chars.requireLine("comment", comment);
        }
        parameters = HeaderParameters.copy(parameters);
    }

    /** Only the seconds. */
    public static RetryAfterHeader of(long seconds) {
        return new RetryAfterHeader(seconds, null, Map.of());
    }

    /** @throws SipSyntaxException when the value is malformed or the number out of range */
    public static RetryAfterHeader parse(String value) {
        return SmallHeaders.retryAfter(value);
    }

    /** How long the party will then be reachable, in seconds. */
    public OptionalLong duration() {
        return HeaderNumbers.seconds(Optional.ofNullable(parameters.get("duration")));
    }

    @Override
    public String name() {
        return "Retry-After";
    }

    @Override
    public String value() {
        StringBuilder out = new StringBuilder(24).append(seconds);
        if (comment != null) {
            HeaderParameters.comment(out.append(' '), comment);
        }
        HeaderParameters.appendPlain(out, parameters);
        return out.toString();
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
