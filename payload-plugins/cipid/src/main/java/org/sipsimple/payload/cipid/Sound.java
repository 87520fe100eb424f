/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * How the name of a presentity is spoken.
 *
 * @param uri where it is
 */
public record Sound(String uri) implements Extension {
    public Sound {
        Check.text(uri, "sound");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "sound", uri);
    }
}
