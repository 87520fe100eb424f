/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * An action: what becomes of a subscription.
 *
 * @param value the decision
 */
public record SubHandling(SubHandlingValue value) implements Extension {
    public SubHandling {
        Check.present(value, "sub-handling");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "sub-handling", value);
    }
}
