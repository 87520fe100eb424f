/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import org.sipsimple.payloads.xml.Check;

/**
 * A list on an XCAP server: element {@code resource-list}.
 *
 * @param uri an absolute URI of a list element
 */
public record ListUri(String uri) implements Source {
    public ListUri {
        Check.text(uri, "resource-list");
    }
}
