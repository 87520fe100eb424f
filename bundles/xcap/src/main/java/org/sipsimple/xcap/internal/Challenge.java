/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 7235 section 2.1).
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case, values without quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {

    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** A parameter, or the empty text. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether the answer was right and only its nonce too old (RFC 7616 section 3.3). */
    boolean isStale() {
        return "true".equalsIgnoreCase(text("stale"));
    }
}
