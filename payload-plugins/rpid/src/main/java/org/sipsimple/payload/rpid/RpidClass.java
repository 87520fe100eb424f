/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Groups services, devices or persons as the user likes; element {@code class} (RFC 4480 section 3.3).
 *
 * @param text without meaning to anybody else
 */
public record RpidClass(String text) implements Extension {
    public RpidClass {
        Check.text(text, "class");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Rpid.NAMESPACE, "class", text);
    }
}
