/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import org.jspecify.annotations.Nullable;

/**
 * What a message is about, in one language.
 *
 * @param language a language tag; null when not said
 * @param text the subject
 */
public record CpimSubject(@Nullable String language, String text) {

    public CpimSubject {
        if (language != null && !language.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("not a language tag: \"" + language + '"');
        }
    }
}
