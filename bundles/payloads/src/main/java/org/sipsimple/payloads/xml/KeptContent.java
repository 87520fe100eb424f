/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is in a kept element: neighbouring texts joined, blanks between elements left out. Used on one thread. */
final class KeptContent {
    private final List<XmlNode> nodes = new ArrayList<>();
    private boolean hasElements;
    private boolean hasWords;

    void add(XmlElement element) {
        nodes.add(element);
        hasElements = true;
    }

    void add(String text, boolean blank) {
        hasWords |= !blank;
        int last = nodes.size() - 1;
        if (last >= 0 && nodes.get(last) instanceof XmlText before) {
            nodes.set(last, new XmlText(before.text() + text));
        } else if (!text.isEmpty()) {
            nodes.add(new XmlText(text));
        }
    }

    List<XmlNode> build() {
        if (hasElements && !hasWords) {
            nodes.removeIf(XmlText.class::isInstance);
        }
        return nodes;
    }
}
