/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlNode;

/**
 * Replaces an element, an attribute's value or a text (RFC 5261 section 4.4).
 *
 * @param selector what is replaced
 * @param content what takes its place
 */
public record Replace(String selector, List<XmlNode> content) implements PatchOperation {
    public Replace {
        Check.text(selector, "sel");
        content = List.copyOf(content);
    }

    /** Replaces with these nodes. */
    public static Replace of(String selector, XmlNode... content) {
        return new Replace(selector, List.of(content));
    }

    public Replace withSelector(String changed) {
        return new Replace(changed, content);
    }

    public Replace withContent(List<XmlNode> changed) {
        return new Replace(selector, changed);
    }
}
