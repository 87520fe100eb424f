/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapcaps;

import java.util.List;

import org.sipsimple.payloads.xml.Extensions;

/**
 * What a server can do (RFC 4825 section 12.1).
 *
 * @param auids the applications it serves
 * @param extensions the extensions it understands
 * @param namespaces the namespaces it knows
 * @param others what other schemas add
 */
public record XcapCaps(List<String> auids, List<String> extensions, List<String> namespaces, Extensions others) {
    public XcapCaps {
        auids = List.copyOf(auids);
        extensions = List.copyOf(extensions);
        namespaces = List.copyOf(namespaces);
    }

    /** A server of these applications and namespaces. */
    public static XcapCaps of(List<String> auids, List<String> namespaces) {
        return new XcapCaps(auids, List.of(), namespaces, Extensions.NONE);
    }

    /** Whether an application is served. */
    public boolean serves(String auid) {
        return auids.contains(auid);
    }

    public XcapCaps withAuids(List<String> changed) {
        return new XcapCaps(changed, extensions, namespaces, others);
    }

    public XcapCaps withExtensions(List<String> changed) {
        return new XcapCaps(auids, changed, namespaces, others);
    }

    public XcapCaps withNamespaces(List<String> changed) {
        return new XcapCaps(auids, extensions, changed, others);
    }

    public XcapCaps withOthers(Extensions changed) {
        return new XcapCaps(auids, extensions, namespaces, changed);
    }
}
