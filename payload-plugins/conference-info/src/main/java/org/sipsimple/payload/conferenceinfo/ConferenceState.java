/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * How a conference is doing.
 *
 * @param userCount how many take part; null when not given
 * @param active whether it is running; null when not given
 * @param locked whether nobody more is let in; null when not given
 * @param extensions what other schemas add
 */
public record ConferenceState(
        @Nullable Long userCount, @Nullable Boolean active, @Nullable Boolean locked, Extensions extensions) {
    public ConferenceState {
        Check.notNegative(userCount, "user-count");
    }

    public ConferenceState withUserCount(@Nullable Long changed) {
        return new ConferenceState(changed, active, locked, extensions);
    }

    public ConferenceState withActive(@Nullable Boolean changed) {
        return new ConferenceState(userCount, changed, locked, extensions);
    }

    public ConferenceState withLocked(@Nullable Boolean changed) {
        return new ConferenceState(userCount, active, changed, extensions);
    }

    public ConferenceState withExtensions(Extensions changed) {
        return new ConferenceState(userCount, active, locked, changed);
    }
}
