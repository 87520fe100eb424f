/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import org.jspecify.annotations.Nullable;

/**
 * A sender or recipient (RFC 3862 sections 2.4 and 4.2).
 *
 * @param name what people call them; null when not given
 * @param uri for example {@code im:alice@example.com}; no angle brackets
 */
public record CpimIdentity(@Nullable String name, String uri) {

    public CpimIdentity {
        if (uri.isBlank() || uri.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("not a URI: \"" + uri + '"');
        }
        name = name == null || name.isBlank() ? null : name.strip();
    }

    /** An identity without a name. */
    public static CpimIdentity of(String uri) {
        return new CpimIdentity(null, uri);
    }

    @Override
    public String toString() {
        return name == null ? '<' + uri + '>' : name + " <" + uri + '>';
    }
}
