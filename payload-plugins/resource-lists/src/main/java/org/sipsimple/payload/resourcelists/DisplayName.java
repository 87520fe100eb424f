/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * What people call something.
 *
 * @param text as it stands
 * @param language a language tag; null when not given
 */
public record DisplayName(String text, @Nullable String language) {
    public DisplayName {
        Check.present(text, "display-name");
    }

    /** A name in no particular language. */
    public static DisplayName of(String text) {
        return new DisplayName(text, null);
    }

    public DisplayName withText(String changed) {
        return new DisplayName(changed, language);
    }

    public DisplayName withLanguage(@Nullable String changed) {
        return new DisplayName(text, changed);
    }
}
