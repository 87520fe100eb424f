/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A resource that stands in another document of the same server.
 *
 * @param ref a relative path from the XCAP root to an entry
 * @param displayName null when not given
 * @param extensions what other schemas add
 */
public record EntryRef(String ref, @Nullable DisplayName displayName, Extensions extensions) implements ListMember {
    public EntryRef {
        Check.text(ref, "entry-ref ref");
    }

    /** A reference without name. */
    public static EntryRef of(String ref) {
        return new EntryRef(ref, null, Extensions.NONE);
    }

    public EntryRef withRef(String changed) {
        return new EntryRef(changed, displayName, extensions);
    }

    public EntryRef withDisplayName(@Nullable DisplayName changed) {
        return new EntryRef(ref, changed, extensions);
    }

    public EntryRef withExtensions(Extensions changed) {
        return new EntryRef(ref, displayName, changed);
    }
}
