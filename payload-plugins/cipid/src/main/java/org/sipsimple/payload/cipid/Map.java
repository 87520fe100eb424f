/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A map of where a presentity is.
 *
 * @param uri where it is
 */
public record Map(String uri) implements Extension {
    public Map {
        Check.text(uri, "map");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "map", uri);
    }
}
