/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/**
 * When, why and by whom something was done: the schema's execution type.
 *
 * @param when null when not given
 * @param reason null when not given
 * @param by the URI of who did it; null when not given
 * @param extensions what other schemas add
 */
public record Modified(
        @Nullable OffsetDateTime when, @Nullable String reason, @Nullable String by, Extensions extensions) {

    public Modified withWhen(@Nullable OffsetDateTime changed) {
        return new Modified(changed, reason, by, extensions);
    }

    public Modified withReason(@Nullable String changed) {
        return new Modified(when, changed, by, extensions);
    }

    public Modified withBy(@Nullable String changed) {
        return new Modified(when, reason, changed, extensions);
    }

    public Modified withExtensions(Extensions changed) {
        return new Modified(when, reason, by, changed);
    }
}
