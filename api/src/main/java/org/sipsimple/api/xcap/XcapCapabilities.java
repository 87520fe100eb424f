/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.List;

/**
 * What a server can do (RFC 4825 section 12).
 *
 * @param auids the applications it serves
 * @param extensions the extensions it understands
 * @param namespaces the namespaces of documents it knows
 */
public record XcapCapabilities(List<String> auids, List<String> extensions, List<String> namespaces) {
    public XcapCapabilities {
        auids = List.copyOf(auids);
        extensions = List.copyOf(extensions);
        namespaces = List.copyOf(namespaces);
    }

    /** Whether an application is served. */
    public boolean serves(String auid) {
        return auids.contains(auid);
    }
}
