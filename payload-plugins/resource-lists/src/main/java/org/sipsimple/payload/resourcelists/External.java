/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A list that stands elsewhere.
 *
 * @param anchor an absolute URI of a list element on an XCAP server
 * @param displayName null when not given
 * @param extensions what other schemas add
 */
public record External(String anchor, @Nullable DisplayName displayName, Extensions extensions) implements ListMember {
    public External {
        Check.text(anchor, "external anchor");
    }

    /** A reference without name. */
    public static External of(String anchor) {
        return new External(anchor, null, Extensions.NONE);
    }

    public External withAnchor(String changed) {
        return new External(changed, displayName, extensions);
    }

    public External withDisplayName(@Nullable DisplayName changed) {
        return new External(anchor, changed, extensions);
    }

    public External withExtensions(Extensions changed) {
        return new External(anchor, displayName, changed);
    }
}
