/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Shows everything (RFC 5025 section 3.3.2.16).
 */
public record ProvideAllAttributes() implements Extension {

    @Override
    public void write(XmlWriter out) {
        out.empty(PresenceRules.NAMESPACE, "provide-all-attributes");
    }
}
