/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;
import java.util.Optional;

/**
 * The event package of a subscription (RFC 6665 section 8.2.1).
 *
 * @param eventPackage for example {@code presence} or {@code presence.winfo}
 * @param parameters such as {@code id}
 */
public record EventHeader(String eventPackage, Map<String, String> parameters) implements SipHeader {

    /** @throws SipSyntaxException when the package is no token */
    public EventHeader {
        Chars.requireToken("event package", eventPackage);
        parameters = HeaderParameters.copy(parameters);
    }

    /** That package without parameters. */
    public static EventHeader of(String eventPackage) {
        return new EventHeader(eventPackage, Map.of());
    }

    /** @throws SipSyntaxException when the value is malformed */
    public static EventHeader parse(String value) {
        HeaderValue parsed = HeaderValue.parse(value);
        return new EventHeader(parsed.main(), parsed.parameters());
    }

    /** What tells several subscriptions of one dialog apart. */
    public Optional<String> id() {
        return Optional.ofNullable(parameters.get("id"));
    }

    @Override
    public String name() {
        return "Event";
    }

    @Override
    public String value() {
        return HeaderValue.print(eventPackage, parameters);
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
