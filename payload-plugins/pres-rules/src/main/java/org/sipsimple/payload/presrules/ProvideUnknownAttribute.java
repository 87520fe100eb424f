/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Whether an element of another schema is shown (RFC 5025 section 3.3.2.15).
 *
 * @param namespace its namespace
 * @param name its local name
 * @param shown whether it is
 */
public record ProvideUnknownAttribute(String namespace, String name, boolean shown) implements Extension {
    public ProvideUnknownAttribute {
        Check.text(namespace, "ns");
        Check.text(name, "name");
    }

    @Override
    public void write(XmlWriter out) {
        out.start(PresenceRules.NAMESPACE, "provide-unknown-attribute")
                .attribute("ns", namespace)
                .attribute("name", name)
                .text(Boolean.toString(shown))
                .end();
    }

    public ProvideUnknownAttribute withNamespace(String changed) {
        return new ProvideUnknownAttribute(changed, name, shown);
    }

    public ProvideUnknownAttribute withName(String changed) {
        return new ProvideUnknownAttribute(namespace, changed, shown);
    }

    public ProvideUnknownAttribute withShown(boolean changed) {
        return new ProvideUnknownAttribute(namespace, name, changed);
    }
}
