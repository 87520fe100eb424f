/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The business card of a presentity, for example a vCard.
 *
 * @param uri where it is
 */
public record Card(String uri) implements Extension {
    public Card {
        Check.text(uri, "card");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(Cipid.NAMESPACE, "card", uri);
    }
}
