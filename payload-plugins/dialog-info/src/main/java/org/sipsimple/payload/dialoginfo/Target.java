/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.List;

import org.sipsimple.payloads.xml.Check;

/**
 * Where a side of a dialog is reached.
 *
 * @param uri the URI of its Contact
 * @param params of its Contact header
 */
public record Target(String uri, List<Param> params) {
    public Target {
        Check.text(uri, "target uri");
        params = List.copyOf(params);
    }

    public Target withUri(String changed) {
        return new Target(changed, params);
    }

    public Target withParams(List<Param> changed) {
        return new Target(uri, changed);
    }
}
