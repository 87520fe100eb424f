/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Objects;

/** A secret. Its {@code toString} is safe to log. */
public record Password(String secret) {
    public static final Password NONE = new Password("");

    public Password {
        Objects.requireNonNull(secret);
    }

    public boolean isEmpty() {
        return secret.isEmpty();
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : "********";
    }
}
