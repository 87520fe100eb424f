/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.omapolicy;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds for everybody whom no other rule names.
 */
public record OtherIdentity() implements Extension {

    @Override
    public void write(XmlWriter out) {
        out.empty(OmaPolicy.NAMESPACE, "other-identity");
    }
}
