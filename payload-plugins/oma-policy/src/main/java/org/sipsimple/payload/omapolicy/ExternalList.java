/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.omapolicy;

import java.util.List;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Holds for the members of lists on an XCAP server.
 *
 * @param anchors absolute URIs of list elements
 */
public record ExternalList(List<String> anchors) implements Extension {
    public ExternalList {
        anchors = List.copyOf(anchors);
    }

    /** The members of these lists. */
    public static ExternalList of(String... anchors) {
        return new ExternalList(List.of(anchors));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(OmaPolicy.NAMESPACE, "external-list");
        anchors.forEach(anchor ->
                out.start(OmaPolicy.NAMESPACE, "entry").attribute("anc", anchor).end());
        out.end();
    }
}
