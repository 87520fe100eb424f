/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The page of a presentity on the web.
 *
 * @param uri where it is
 */
public record Homepage(String uri) implements Extension {
    public Homepage {
        Check.text(uri, "homepage");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "homepage", uri);
    }
}
