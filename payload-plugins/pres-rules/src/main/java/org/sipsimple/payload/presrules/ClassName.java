/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Services, persons or devices by the class of rich presence.
 *
 * @param value as it stands
 */
public record ClassName(String value) implements ProvideItem {
    public ClassName {
        Check.text(value, "class");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "class", value);
    }
}
