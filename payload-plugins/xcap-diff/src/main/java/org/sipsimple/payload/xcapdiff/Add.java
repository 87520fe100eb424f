/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlNode;

/**
 * Adds content (RFC 5261 section 4.3).
 *
 * @param selector the node next to which or in which to add
 * @param position null to add behind the children of the node
 * @param type {@code @name} for an attribute, {@code namespace::prefix} for a declaration; null for nodes
 * @param content what is added
 */
public record Add(String selector, @Nullable Position position, @Nullable String type, List<XmlNode> content)
        implements PatchOperation {
    public Add {
        Check.text(selector, "sel");
        content = List.copyOf(content);
    }

    /** Where to add. */
    public enum Position {
        BEFORE,
        AFTER,
        PREPEND
    }

    /** Adds nodes behind the children of an element. */
    public static Add of(String selector, XmlNode... content) {
        return new Add(selector, null, null, List.of(content));
    }

    public Add withSelector(String changed) {
        return new Add(changed, position, type, content);
    }

    public Add withPosition(@Nullable Position changed) {
        return new Add(selector, changed, type, content);
    }

    public Add withType(@Nullable String changed) {
        return new Add(selector, position, changed, content);
    }

    public Add withContent(List<XmlNode> changed) {
        return new Add(selector, position, type, changed);
    }
}
