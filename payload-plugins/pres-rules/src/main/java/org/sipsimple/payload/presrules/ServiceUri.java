/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A service by its URI.
 *
 * @param value as it stands
 */
public record ServiceUri(String value) implements ProvideItem {
    public ServiceUri {
        Check.text(value, "service-uri");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "service-uri", value);
    }
}
