/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.prescontent;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * Content that presence refers to. The bytes are not copied: nobody changes them afterwards.
 *
 * @param mimeType for example {@code image/png}; null when not given
 * @param description for people; null when not given
 * @param data the content itself
 * @param extensions what other schemas add
 */
public record PresenceContent(
        @Nullable String mimeType, @Nullable String description, byte[] data, Extensions extensions) {

    public PresenceContent {
        Check.present(data, "data");
    }

    /** Content of a type. */
    public static PresenceContent of(String mimeType, byte[] data) {
        return new PresenceContent(mimeType, null, data, Extensions.NONE);
    }

    public PresenceContent withDescription(@Nullable String changed) {
        return new PresenceContent(mimeType, changed, data, extensions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PresenceContent that
                && Objects.equals(mimeType, that.mimeType)
                && Objects.equals(description, that.description)
                && Arrays.equals(data, that.data)
                && extensions.equals(that.extensions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mimeType, description, Arrays.hashCode(data), extensions);
    }

    @Override
    public String toString() {
        return mimeType + " (" + data.length + " bytes)";
    }
}
