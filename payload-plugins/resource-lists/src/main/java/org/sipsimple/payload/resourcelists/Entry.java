/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A resource.
 *
 * @param uri for example {@code sip:bill@example.com}
 * @param displayName null when not given
 * @param extensions what other schemas add
 */
public record Entry(String uri, @Nullable DisplayName displayName, Extensions extensions) implements ListMember {
    public Entry {
        Check.text(uri, "entry uri");
    }

    /** A resource without name. */
    public static Entry of(String uri) {
        return new Entry(uri, null, Extensions.NONE);
    }

    /** For people: {@code "Joe Smith" <sip:joe@example.com>}, or the URI alone. */
    public String label() {
        return displayName == null ? uri : '"' + displayName.text() + "\" <" + uri + '>';
    }

    public Entry withUri(String changed) {
        return new Entry(changed, displayName, extensions);
    }

    public Entry withDisplayName(@Nullable DisplayName changed) {
        return new Entry(uri, changed, extensions);
    }

    public Entry withExtensions(Extensions changed) {
        return new Entry(uri, displayName, changed);
    }
}
