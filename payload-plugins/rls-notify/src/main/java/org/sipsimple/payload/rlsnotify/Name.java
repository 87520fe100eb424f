/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * A name for people.
 *
 * @param text as it stands
 * @param language a language tag; null when not given
 */
public record Name(String text, @Nullable String language) {
    public Name {
        Check.present(text, "name");
    }

    public Name withText(String changed) {
        return new Name(changed, language);
    }

    public Name withLanguage(@Nullable String changed) {
        return new Name(text, changed);
    }
}
