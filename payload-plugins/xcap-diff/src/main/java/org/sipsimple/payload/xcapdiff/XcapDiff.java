/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * What changed on an XCAP server (RFC 5874 section 4).
 *
 * @param root the root URI of the server
 * @param changes in order
 * @param namespaces the prefixes that selectors use, the empty one for the default
 * @param extensions what other schemas add
 */
public record XcapDiff(String root, List<Change> changes, Map<String, String> namespaces, Extensions extensions) {
    public XcapDiff {
        Check.text(root, "xcap-root");
        namespaces = Collections.unmodifiableMap(new TreeMap<>(namespaces));
        changes = List.copyOf(changes);
    }

    /** Changes whose selectors use no prefixes. */
    public static XcapDiff of(String root, List<Change> changes) {
        return new XcapDiff(root, changes, Map.of(), Extensions.NONE);
    }

    /** The changed documents. */
    public List<Document> documents() {
        return changes.stream()
                .filter(Document.class::isInstance)
                .map(Document.class::cast)
                .toList();
    }

    public XcapDiff withRoot(String changed) {
        return new XcapDiff(changed, changes, namespaces, extensions);
    }

    public XcapDiff withChanges(List<Change> changed) {
        return new XcapDiff(root, changed, namespaces, extensions);
    }

    public XcapDiff withNamespaces(Map<String, String> changed) {
        return new XcapDiff(root, changes, changed, extensions);
    }

    public XcapDiff withExtensions(Extensions changed) {
        return new XcapDiff(root, changes, namespaces, changed);
    }
}
