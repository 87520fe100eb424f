/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialogrules;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * An action: what becomes of a subscription to dialogs; element {@code sub-handling}.
 *
 * @param value the decision
 */
public record DialogHandling(Value value) implements Extension {
    public DialogHandling {
        Check.present(value, "sub-handling");
    }

    /** The decisions, from least to most. */
    public enum Value {
        BLOCK,
        CONFIRM,
        POLITE_BLOCK,
        ALLOW
    }

    @Override
    public void write(XmlWriter out) {
        out.element(DialogRules.NAMESPACE, "sub-handling", value);
    }
}
