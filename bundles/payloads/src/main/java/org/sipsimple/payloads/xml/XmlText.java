/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

/**
 * Character data, references resolved.
 *
 * @param text never empty
 */
public record XmlText(String text) implements XmlNode {

    public XmlText {
        Check.that(!text.isEmpty(), "text is empty");
    }
}
