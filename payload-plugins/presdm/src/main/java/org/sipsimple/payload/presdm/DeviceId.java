/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presdm;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The URI that names a device; in a tuple, the device that the service runs on.
 *
 * @param uri for example {@code urn:uuid:...}
 */
public record DeviceId(String uri) implements Extension {
    public DeviceId {
        Check.text(uri, "deviceID");
    }

    @Override
    public void write(XmlWriter out) {
        out.element(DataModel.NAMESPACE, "deviceID", uri);
    }
}
