/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The name of a presentity, for people.
 *
 * @param text the name
 */
public record DisplayName(String text) implements Extension {
    public DisplayName {
        Check.text(text, "display-name");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "display-name", text);
    }
}
