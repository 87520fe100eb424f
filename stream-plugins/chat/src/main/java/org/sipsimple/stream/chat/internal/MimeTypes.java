/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.sipsimple.api.sdp.SdpMedia;

/** Media types with wildcards, as {@code accept-types} lists them (RFC 4975 section 8.6). Immutable. */
record MimeTypes(List<String> patterns) {

    MimeTypes {
        patterns = patterns.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    }

    /** What that attribute of a line lists; nothing when it is not there. */
    static MimeTypes of(SdpMedia line, String attribute) {
        String list = line.attributes().getFirst(attribute, "").strip();
        return new MimeTypes(list.isEmpty() ? List.of() : List.of(list.split(" +")));
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** @param type without parameters */
    boolean accepts(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        int slash = lower.indexOf('/');
        String family = slash < 0 ? "" : lower.substring(0, slash) + "/*";
        return patterns.contains("*") || patterns.contains(lower) || patterns.contains(family);
    }

    boolean acceptsAny(String... types) {
        return Arrays.stream(types).anyMatch(this::accepts);
    }
}
