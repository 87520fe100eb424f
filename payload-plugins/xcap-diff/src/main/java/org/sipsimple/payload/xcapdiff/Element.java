/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * An element of a document that changed.
 *
 * @param selector where it is, relative to the root of the server
 * @param exists whether it is there now; null when not said
 * @param content the element as it is now; none or one
 * @param extensions attributes of other schemas
 */
public record Element(String selector, @Nullable Boolean exists, List<XmlElement> content, Extensions extensions)
        implements Change {
    public Element {
        Check.text(selector, "sel");
        content = List.copyOf(content);
    }

    public Element withSelector(String changed) {
        return new Element(changed, exists, content, extensions);
    }

    public Element withExists(@Nullable Boolean changed) {
        return new Element(selector, changed, content, extensions);
    }

    public Element withContent(List<XmlElement> changed) {
        return new Element(selector, exists, changed, extensions);
    }

    public Element withExtensions(Extensions changed) {
        return new Element(selector, exists, content, changed);
    }
}
