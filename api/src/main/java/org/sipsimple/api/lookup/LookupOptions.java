/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How one lookup is done. Immutable; start from {@link #DEFAULT} and change what matters.
 *
 * @param timeout how long one nameserver may take for one query; seed argument {@code timeout}
 * @param lifetime how long the lookup may take in all; seed argument {@code lifetime}
 * @param tlsName the name that certificates of the found routes have to carry, instead of the URI's host; may be null
 * @param trace called with each step as it happens, on whatever thread found out, the DNS thread above all, so it
 *     must not block; may be null
 */
public record LookupOptions(
        Duration timeout,
        Duration lifetime,
        @Nullable String tlsName,
        @Nullable Consumer<LookupNotification.Trace> trace) {

    /** 3 seconds for a nameserver, 15 seconds in all. */
    public static final LookupOptions DEFAULT =
            new LookupOptions(Duration.ofSeconds(3), Duration.ofSeconds(15), null, null);

    /** @throws IllegalArgumentException when a duration is not above zero */
    public LookupOptions {
        requirePositive(timeout, "timeout");
        requirePositive(lifetime, "lifetime");
    }

    private static void requirePositive(Duration duration, String what) {
        if (Objects.requireNonNull(duration, what).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " has to be above zero, not " + duration);
        }
    }

    /** With this time for one nameserver and one query. */
    public LookupOptions withTimeout(Duration newTimeout) {
        return new LookupOptions(newTimeout, lifetime, tlsName, trace);
    }

    /** With this time in all. */
    public LookupOptions withLifetime(Duration newLifetime) {
        return new LookupOptions(timeout, newLifetime, tlsName, trace);
    }

    /** With this name in place of the URI's host on every route. */
    public LookupOptions withTlsName(String newTlsName) {
        return new LookupOptions(timeout, lifetime, Objects.requireNonNull(newTlsName, "tlsName"), trace);
    }

    /** With this consumer of each step. */
    public LookupOptions withTrace(Consumer<LookupNotification.Trace> newTrace) {
        return new LookupOptions(timeout, lifetime, tlsName, Objects.requireNonNull(newTrace, "trace"));
    }
}
