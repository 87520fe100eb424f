/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.omapolicy;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds for requests that do not say who sent them.
 */
public record AnonymousRequest() implements Extension {

    @Override
    public void write(XmlWriter out) {
        out.empty(OmaPolicy.NAMESPACE, "anonymous-request");
    }
}
