/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import javax.xml.namespace.QName;

/**
 * An attribute that no schema at hand describes.
 *
 * @param name its name, with the prefix it was written with
 * @param value its value after normalisation
 */
public record XmlAttribute(QName name, String value) {

    public XmlAttribute {
        Check.present(name, "attribute name");
        Check.present(value, "attribute value");
    }
}
