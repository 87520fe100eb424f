/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.iscomposing;

import java.time.Duration;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * Whether the sender is composing a message (RFC 3994 section 3).
 *
 * @param state active or idle
 * @param lastActive when the sender was last seen composing; null when not said
 * @param contentType what is composed, for example {@code text/plain}; null when not said
 * @param refresh seconds after which the state is repeated while it lasts; null when not said
 * @param extensions what other schemas add
 */
public record IsComposing(
        State state,
        @Nullable OffsetDateTime lastActive,
        @Nullable String contentType,
        @Nullable Long refresh,
        Extensions extensions) {

    /** What counts when no refresh interval is given. */
    public static final Duration DEFAULT_REFRESH = Duration.ofSeconds(120);

    /** What the sender does. */
    public enum State {
        ACTIVE,
        IDLE
    }

    public IsComposing {
        Check.present(state, "state");
        Check.notNegative(refresh, "refresh");
    }

    /** A state with nothing else. */
    public static IsComposing of(State state) {
        return new IsComposing(state, null, null, null, Extensions.NONE);
    }

    public IsComposing withLastActive(@Nullable OffsetDateTime changed) {
        return new IsComposing(state, changed, contentType, refresh, extensions);
    }

    public IsComposing withContentType(@Nullable String changed) {
        return new IsComposing(state, lastActive, changed, refresh, extensions);
    }

    public IsComposing withRefresh(@Nullable Long seconds) {
        return new IsComposing(state, lastActive, contentType, seconds, extensions);
    }

    /** How long an active state may be trusted without being repeated. */
    public Duration refreshInterval() {
        return refresh == null ? DEFAULT_REFRESH : Duration.ofSeconds(refresh);
    }
}
