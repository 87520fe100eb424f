/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A picture for the state of a person or service (RFC 4480 section 3.11).
 *
 * @param validity id and time span
 * @param uri where the picture is
 */
public record StatusIcon(Validity validity, String uri) implements Extension {
    public StatusIcon {
        Check.present(validity, "validity");
        Check.text(uri, "status-icon");
    }

    @Override
    public void write(XmlWriter out) {
        validity.write(out.start(Rpid.NAMESPACE, "status-icon")).text(uri).end();
    }

    public StatusIcon withValidity(Validity changed) {
        return new StatusIcon(changed, uri);
    }

    public StatusIcon withUri(String changed) {
        return new StatusIcon(validity, changed);
    }
}
