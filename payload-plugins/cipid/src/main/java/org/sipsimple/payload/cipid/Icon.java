/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A small picture of a presentity.
 *
 * @param uri where it is
 */
public record Icon(String uri) implements Extension {
    public Icon {
        Check.text(uri, "icon");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "icon", uri);
    }
}
