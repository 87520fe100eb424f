/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A medium that the conference can mix.
 *
 * @param label its name in SDP's label attribute
 * @param displayText null when not given
 * @param type {@code audio}, {@code video}, {@code message}
 * @param status in which direction; null when not given
 * @param extensions what other schemas add
 */
public record AvailableMedia(
        String label, @Nullable String displayText, String type, @Nullable MediaStatus status, Extensions extensions) {
    public AvailableMedia {
        Check.text(label, "media label");
        Check.text(type, "media type");
    }

    public AvailableMedia withLabel(String changed) {
        return new AvailableMedia(changed, displayText, type, status, extensions);
    }

    public AvailableMedia withDisplayText(@Nullable String changed) {
        return new AvailableMedia(label, changed, type, status, extensions);
    }

    public AvailableMedia withType(String changed) {
        return new AvailableMedia(label, displayText, changed, status, extensions);
    }

    public AvailableMedia withStatus(@Nullable MediaStatus changed) {
        return new AvailableMedia(label, displayText, type, changed, extensions);
    }

    public AvailableMedia withExtensions(Extensions changed) {
        return new AvailableMedia(label, displayText, type, status, changed);
    }
}
