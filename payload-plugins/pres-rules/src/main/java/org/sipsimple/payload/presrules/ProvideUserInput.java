/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * How much of the user input is shown (RFC 5025 section 3.3.2.14).
 *
 * @param extent how much
 */
public record ProvideUserInput(Extent extent) implements Extension {
    public ProvideUserInput {
        Check.present(extent, "provide-user-input");
    }

    /** How much is shown, from least to most. */
    public enum Extent {
        FALSE,
        BARE,
        THRESHOLDS,
        FULL
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, "provide-user-input", extent);
    }
}
