/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import org.sipsimple.payloads.xml.Check;

/**
 * A parameter of a Contact header.
 *
 * @param name for example {@code +sip.rendering}
 * @param value empty when it has none
 */
public record Param(String name, String value) {
    public Param {
        Check.text(name, "pname");
        Check.present(value, "pval");
    }

    public Param withName(String changed) {
        return new Param(changed, value);
    }

    public Param withValue(String changed) {
        return new Param(name, changed);
    }
}
