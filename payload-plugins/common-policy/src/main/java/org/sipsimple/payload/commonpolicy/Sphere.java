/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds while the owner is in a part of life (RFC 4745 section 7.2).
 *
 * @param value for example {@code work}
 */
public record Sphere(String value) implements Extension {
    public Sphere {
        Check.text(value, "sphere");
    }

    @Override
    public void write(XmlWriter out) {
        out.start(RuleSetCodec.NAMESPACE, "sphere").attribute("value", value).end();
    }
}
