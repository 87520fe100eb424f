/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.List;

import org.sipsimple.payloads.xml.Extensions;

/**
 * What is supported and what is not; a thing in neither list is not spoken of.
 *
 * @param supported in order
 * @param notSupported in order
 * @param extensions what other schemas add
 * @param <T> the things
 */
public record Support<T>(List<T> supported, List<T> notSupported, Extensions extensions) {

    public Support {
        supported = List.copyOf(supported);
        notSupported = List.copyOf(notSupported);
    }

    /** Things that are supported, and nothing said of others. */
    public static <T> Support<T> of(List<T> supported) {
        return new Support<>(supported, List.of(), Extensions.NONE);
    }

    public Support<T> withNotSupported(List<T> changed) {
        return new Support<>(supported, changed, extensions);
    }
}
