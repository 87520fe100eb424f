/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A device by the URI that names it.
 *
 * @param value as it stands
 */
public record DeviceId(String value) implements ProvideItem {
    public DeviceId {
        Check.text(value, "deviceID");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "deviceID", value);
    }
}
