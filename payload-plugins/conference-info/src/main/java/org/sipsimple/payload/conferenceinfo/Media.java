/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A medium of a device.
 *
 * @param id unique among the media of the device
 * @param state whether this is all, a part, or the news that it ended
 * @param displayText null when not given
 * @param type {@code audio}, {@code video}, {@code message}; null when not given
 * @param label the medium of the conference it belongs to; null when not given
 * @param srcId the RTP synchronisation source; null when not given
 * @param status null when not given
 * @param extensions what other schemas add
 */
public record Media(
        String id,
        State state,
        @Nullable String displayText,
        @Nullable String type,
        @Nullable String label,
        @Nullable String srcId,
        @Nullable MediaStatus status,
        Extensions extensions) {
    public Media {
        Check.text(id, "media id");
        Check.present(state, "state");
    }

    /** A medium of a type. */
    public static Media of(String id, String type) {
        return new Media(id, State.FULL, null, type, null, null, null, Extensions.NONE);
    }

    public Media withId(String changed) {
        return new Media(changed, state, displayText, type, label, srcId, status, extensions);
    }

    public Media withState(State changed) {
        return new Media(id, changed, displayText, type, label, srcId, status, extensions);
    }

    public Media withDisplayText(@Nullable String changed) {
        return new Media(id, state, changed, type, label, srcId, status, extensions);
    }

    public Media withType(@Nullable String changed) {
        return new Media(id, state, displayText, changed, label, srcId, status, extensions);
    }

    public Media withLabel(@Nullable String changed) {
        return new Media(id, state, displayText, type, changed, srcId, status, extensions);
    }

    public Media withSrcId(@Nullable String changed) {
        return new Media(id, state, displayText, type, label, changed, status, extensions);
    }

    public Media withStatus(@Nullable MediaStatus changed) {
        return new Media(id, state, displayText, type, label, srcId, changed, extensions);
    }

    public Media withExtensions(Extensions changed) {
        return new Media(id, state, displayText, type, label, srcId, status, changed);
    }
}
