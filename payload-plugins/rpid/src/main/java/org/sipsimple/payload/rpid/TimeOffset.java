/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * How far the local time of a person is from UTC (RFC 4480 section 3.12).
 *
 * @param validity id and time span
 * @param minutes positive to the east
 * @param description for example the name of the zone; null when not given
 */
public record TimeOffset(Validity validity, int minutes, @Nullable String description) implements Extension {
    public TimeOffset {
        Check.present(validity, "validity");
    }

    @Override
    public void write(XmlWriter out) {
        validity.write(out.start(Rpid.NAMESPACE, "time-offset"))
                .attribute("description", description)
                .text(Integer.toString(minutes))
                .end();
    }

    public TimeOffset withValidity(Validity changed) {
        return new TimeOffset(changed, minutes, description);
    }

    public TimeOffset withMinutes(int changed) {
        return new TimeOffset(validity, changed, description);
    }

    public TimeOffset withDescription(@Nullable String changed) {
        return new TimeOffset(validity, minutes, changed);
    }
}
