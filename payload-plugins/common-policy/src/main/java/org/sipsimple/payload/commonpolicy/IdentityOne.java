/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * One person.
 *
 * @param id a URI
 * @param extensions what other schemas add
 */
public record IdentityOne(String id, Extensions extensions) implements Identity.Member {
    public IdentityOne {
        Check.text(id, "identity");
    }

    /** The person with a URI. */
    public static IdentityOne of(String id) {
        return new IdentityOne(id, Extensions.NONE);
    }

    @Override
    public String toString() {
        return id;
    }

    public IdentityOne withId(String changed) {
        return new IdentityOne(changed, extensions);
    }

    public IdentityOne withExtensions(Extensions changed) {
        return new IdentityOne(id, changed);
    }
}
