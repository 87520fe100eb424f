/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

/**
 * How much of a document is read before it is refused.
 *
 * @param bytes the largest document
 * @param depth the deepest nesting of elements
 * @param attributes the most attributes of one element, namespace declarations not counted
 */
public record XmlLimits(int bytes, int depth, int attributes) {

    /** 8 MiB, 64 levels, 64 attributes: far above what presence, conferences and lists need. */
    public static final XmlLimits DEFAULT = new XmlLimits(8 << 20, 64, 64);

    public XmlLimits {
        Check.that(bytes > 0 && depth > 0 && attributes > 0, "limits must be positive");
    }
}
