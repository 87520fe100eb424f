/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Services by the scheme of their URI.
 *
 * @param value as it stands
 */
public record ServiceUriScheme(String value) implements ProvideItem {
    public ServiceUriScheme {
        Check.text(value, "service-uri-scheme");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "service-uri-scheme", value);
    }
}
