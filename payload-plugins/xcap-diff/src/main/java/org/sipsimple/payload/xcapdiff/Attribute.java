/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * An attribute that changed.
 *
 * @param selector where it is, relative to the root of the server
 * @param exists whether it is there now; null when not said
 * @param value what it is now; empty when it is gone
 * @param extensions attributes of other schemas
 */
public record Attribute(String selector, @Nullable Boolean exists, String value, Extensions extensions)
        implements Change {
    public Attribute {
        Check.text(selector, "sel");
        Check.present(value, "value");
    }

    public Attribute withSelector(String changed) {
        return new Attribute(changed, exists, value, extensions);
    }

    public Attribute withExists(@Nullable Boolean changed) {
        return new Attribute(selector, changed, value, extensions);
    }

    public Attribute withValue(String changed) {
        return new Attribute(selector, exists, changed, extensions);
    }

    public Attribute withExtensions(Extensions changed) {
        return new Attribute(selector, exists, value, changed);
    }
}
