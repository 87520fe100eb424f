/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A service, person or device by its id in the document.
 *
 * @param value as it stands
 */
public record OccurrenceId(String value) implements ProvideItem {
    public OccurrenceId {
        Check.text(value, "occurrence-id");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "occurrence-id", value);
    }
}
