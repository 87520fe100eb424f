/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state of a subscription, carried by each NOTIFY (RFC 6665 section 8.2.3).
 *
 * @param state {@code active}, {@code pending}, {@code terminated}, or an extension
 * @param parameters such as {@code expires}, {@code reason} and {@code retry-after}
 */
public record SubscriptionStateHeader(String state, Map<String, String> parameters) implements SipHeader {

    /** @throws SipSyntaxException when the state is no token */
    public SubscriptionStateHeader {
        Chars.requireToken("subscription state", state);
        parameters = HeaderParameters.copy(parameters);
    }

    /** {@code active} for these seconds more. */
    public static SubscriptionStateHeader active(long expires) {
        return new SubscriptionStateHeader("active", Map.of("expires", Long.toString(expires)));
    }

    /** {@code pending} for these seconds more. */
    public static SubscriptionStateHeader pending(long expires) {
        return new SubscriptionStateHeader("pending", Map.of("expires", Long.toString(expires)));
    }

    /** {@code terminated} for that reason, for example {@code timeout} or {@code noresource}. */
    public static SubscriptionStateHeader terminated(String reason) {
        return new SubscriptionStateHeader("terminated", Map.of("reason", reason));
    }

    /** @throws SipSyntaxException when the value is malformed */
    public static SubscriptionStateHeader parse(String value) {
        HeaderValue parsed = HeaderValue.parse(value);
        return new SubscriptionStateHeader(parsed.main(), parsed.parameters());
    }

    /** Whether the subscription is over; the name is compared without case. */
    public boolean isTerminated() {
        return state.equalsIgnoreCase("terminated");
    }

    /** Seconds until it runs out. */
    public OptionalLong expires() {
        return HeaderNumbers.seconds(Optional.ofNullable(parameters.get("expires")));
    }

    /** Why it ended or waits. */
    public Optional<String> reason() {
        return Optional.ofNullable(parameters.get("reason"));
    }

    /** Seconds to wait before subscribing again. */
    public OptionalLong retryAfter() {
        return HeaderNumbers.seconds(Optional.ofNullable(parameters.get("retry-after")));
    }

    /** The same state with this parameter. */
    public SubscriptionStateHeader withParameter(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return new SubscriptionStateHeader(state, changed);
    }

    @Override
    public String name() {
        return "Subscription-State";
    }

    @Override
    public String value() {
        return HeaderValue.print(state, parameters);
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
